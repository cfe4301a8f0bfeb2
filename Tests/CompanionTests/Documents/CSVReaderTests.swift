import Testing

@testable import Companion

@Suite struct CSVReaderTests {
    @Test(arguments: [
        ("Name,Age\nAnn,30\nBob,\n", ["row Name: Ann; Age: 30 @row 2", "row Name: Bob @row 3"]),
        ("Name;Alter\r\nÄnne;30\r\n", ["row Name: Änne; Alter: 30 @row 2"]),
        ("a\tb\n1,5\t2", ["row a: 1,5; b: 2 @row 2"]),
        (
            "Name,Says\n\"O\"\"Neil, Sr.\",\"two\nlines\"\nX,Y",
            ["row Name: O\"Neil, Sr.; Says: two lines @row 2", "row Name: X; Says: Y @row 3"]
        ),
        ("Only,Header", ["row Only; Header @row 1"]), ("1,2\n3,4", ["row 1; 2 @row 1", "row 3; 4 @row 2"]),
        ("a,b\n1,2,3", ["row a: 1; b: 2; 3 @row 2"]), ("a,b\n\n,,\nx,y", ["row a: x; b: y @row 4"]),
        ("\n\na,b\nx,y", ["row a: x; b: y @row 4"]),
        ("a,b\nsay \"hi\",x\n \"q\" ,z", ["row a: say \"hi\"; b: x @row 2", "row a: q; b: z @row 3"]),
        ("a,b\n\"never closed,x\ny,z", ["row a: never closed,x y,z @row 2"]),
        ("\"a\"\"\"\n\"x\"", ["row a\": x @row 2"]),
        ("just one column\nwith a value", ["row just one column: with a value @row 2"]),
    ])
    func `rows are read with the names of their columns`(csv: String, rows: [String]) throws {
        #expect(try DocumentText(csv, as: .csv).outline == rows)
    }

    @Test func `a table without a value is refused`() {
        #expect(refusal(",,,\n,\n\"\"", as: .csv) == .noText)
    }

    @Test func `a header as long as a book is not repeated for ever`() {
        let header = String(repeating: "h", count: 3_000_000)
        #expect(refusal("\(header)\n" + String(repeating: "x\n", count: 1_000), as: .csv) == .tooMuchText)
    }

    @Test func `a row of too many cells is refused`() {
        #expect(refusal(String(repeating: ",", count: 2_000_000), as: .csv) == .tooManyParts)
        #expect(refusal("a" + String(repeating: ",b", count: CSVReader.columnLimit), as: .csv) == .tooManyParts)
    }

    @Test func `quotes within quotes do not part a cell`() throws {
        let quotes = String(repeating: "\"\"", count: 10_000)
        let text = try DocumentText("a\n\"\(quotes)\"", as: .csv)
        #expect(text.text == "a: " + String(repeating: "\"", count: 10_000))
    }
}
