import Foundation
import Testing

/// What strangers write, and that nothing of it becomes markup.
enum Hostile {
  static let payloads = [
    "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT>", "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "--><script>alert(1)</script>", "<body onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "\" autofocus onfocus=alert(1) x=\"", "' onmouseover='alert(1)", "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">", "<style>*{background:url(x)}</style>",
    "<link rel=stylesheet href=//x>",
    "<meta http-equiv=refresh content=0>", "<base href=//x>", "<form action=//x><input type=submit>",
    "<object data=x>", "<embed src=x>",
    "{{frame.title}}", "{{{frame.title}}}", "{{#a}}{{/a}}", "{{>layout}}", "${7*7}", "#{7*7}", "<%= 7*7 %>",
    "${jndi:ldap://x}",
    "\r\nSet-Cookie: a=b", "\r\n\r\n<html>", "%0d%0aSet-Cookie:%20a=b", "a\nb", "a\tb", "\u{0}", "%00",
    "a%00b",
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%c0%ae%c0%ae/", "%ff%fe", "%ed%a0%80", "%f5%80%80%80", "%",
    "\u{202e}moc.elpmaxe", "\u{2066}x\u{2069}", "\u{feff}x", "e\u{301}\u{301}\u{301}", "' OR '1'='1",
    "1; DROP TABLE sender--", "\" UNION SELECT 1 --",
    "a@b@c@d", "@", "@@", ".", "..", "a..b@c..d", "-", String(repeating: "a", count: 5000),
    String(repeating: "<", count: 2000),
    "&lt;script&gt;", "&#60;script&#62;", "&", ";;;;", "====", "%{i}", "v=spf1 +all", "[IPv6:2001:db8::1]",
  ]

  /// No status but those that belong to such requests; no element, attribute, control character or cookie of the payload.
  static func expectHarmless(
    _ page: Page, _ payload: String, isPrivate: Bool = false, statuses: Set<Int> = [200, 400, 404, 410, 414],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(statuses.contains(page.status), "\(page.status) for \(payload)", sourceLocation: sourceLocation)
    // Octets, because searching in characters takes most of the time of such a test.
    let body = Data(page.body.utf8)
    func has(_ text: String, in octets: Data) -> Bool { octets.range(of: Data(text.utf8)) != nil }
    // Every page has one script element, which loads a file.
    let lower = Data(body.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 })
    #expect(!has("<script>", in: lower), "\(payload)", sourceLocation: sourceLocation)
    for word in [
      "<img src=x", "<svg/", "<iframe", "<math", "<style", "<base", "<object", "<embed",
      "<meta http-equiv=refresh", "onerror=alert(1)>", "<body onload", "\" autofocus", "root:",
      "\u{202e}", "\u{2066}", "\u{2069}",
    ] { #expect(!has(word, in: body), "\(word) of \(payload)", sourceLocation: sourceLocation) }
    let controls = body.filter { $0 < 0x20 && $0 != 0x0a && $0 != 0x09 }
    #expect(controls.isEmpty, "a control character of \(payload)", sourceLocation: sourceLocation)
    // The public page sets no cookie; the console one of two, which it makes itself.
    let own =
      #/(form=[0-9a-f]{32}|lang=(en|ja)); Path=/(; Max-Age=31536000)?; SameSite=(Strict|Lax); HttpOnly/#
    for cookie in page["Set-Cookie"]?.split(separator: ", ") ?? [] {
      #expect(
        isPrivate && cookie.wholeMatch(of: own) != nil, "\(cookie)", sourceLocation: sourceLocation)
    }
  }
}
