import Markdown

/// A message as the tree that the page builds its elements from: markup is
/// recognised here, and never turned into HTML anywhere.
typealias DisplayNodes = MarkdownDocument
