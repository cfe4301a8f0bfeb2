"""Texts that want to be more than text: each calls `pwned()` or `alert()` if it is ever run."""

PRODUCT = "1375027"
"""What a template shows that evaluates `1231*1117`."""

STRINGS = [
    "<script>alert('pwned')</script>",
    "<script src=/static/chat.js onload=pwned()></script>",
    "<img src=x onerror=pwned()>",
    "\"><img src=x onerror=\"pwned()\">",
    "'><svg/onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    "<svg><animate onbegin=pwned() attributeName=x dur=1s></svg>",
    "<body onload=pwned()>",
    "<iframe srcdoc=\"<script>parent.pwned()</script>\"></iframe>",
    "<iframe src=\"javascript:parent.pwned()\"></iframe>",
    "<object data=\"javascript:pwned()\"></object><embed src=\"javascript:pwned()\">",
    "<details open ontoggle=pwned()>x</details>",
    "<input autofocus onfocus=pwned()>",
    "<video><source onerror=pwned()></video>",
    "<a href=\"javascript:pwned()\">x</a>",
    "<form action=\"javascript:pwned()\"><button>x</button></form>",
    "<math><mtext></p><style><img src=x onerror=pwned()></style></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=pwned()>\">",
    "<base href=\"http://127.0.0.1:1/\"><meta http-equiv=refresh content=\"0;url=http://127.0.0.1:1/\">",
    "<style>*{background:url(javascript:pwned())}</style><link rel=stylesheet href=http://127.0.0.1:1/x.css>",
    "[x](javascript:pwned())",
    "[x](JaVaScRiPt:pwned())",
    "[x](java\tscript:pwned())",
    "[x](data:text/html,<script>pwned()</script>)",
    "[x](vbscript:pwned()) <javascript:pwned()>",
    "![x](x\" onerror=\"pwned())",
    "[x](http://127.0.0.1:1/\" onmouseover=\"pwned())",
    "```html\n<img src=x onerror=pwned()>\n```",
    "`<img src=x onerror=pwned()>` **<img src=x onerror=pwned()>** ||<img src=x onerror=pwned()>||",
    "> <script>pwned()</script>\n- <img src=x onerror=pwned()>",
    "{{1231*1117}} {{{token}}} {{#user}}pwned{{/user}} {{> head}}",
    "${1231*1117} #{1231*1117} <%= 1231*1117 %> {%1231*1117%}",
    "{{constructor.constructor('pwned()')()}}",
    "</title></textarea></script></style>--><script>pwned()</script>",
    "\u202e<img src=x onerror=pwned()>\u2028pwned()\u0085",
    "&lt;img src=x onerror=pwned()&gt; &#60;script&#62;pwned()&#60;/script&#62;",
    "\\u003cscript\\u003epwned()\\u003c/script\\u003e %3Cscript%3Epwned()%3C/script%3E",
]

ONE_LINE = [text for text in STRINGS if not any(ord(character) < 32 for character in text)]
