internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// A file that pages load. It is compiled in, so that the program is one file; its name changes with its content, so that
/// a browser may keep it for good.
struct Asset: Sendable {
  /// The last part of its path: `style-0123456789abcdef.css`.
  let name: String
  private let type: String
  private let octets: ByteBuffer

  /// Those of every page.
  static let common = [style, script, icon]
  /// Those of the console.
  static let ofConsole = common + [console, live]
  static let style = Asset("style", "css", type: "text/css; charset=utf-8", StyleSheet.text)
  static let script = Asset("page", "js", type: "text/javascript; charset=utf-8", PageScript.text)
  static let console = Asset("console", "css", type: "text/css; charset=utf-8", ConsoleStyle.text)
  static let live = Asset("live", "js", type: "text/javascript; charset=utf-8", LiveScript.text)
  static let icon = Asset(
    "icon", "svg", type: "image/svg+xml",
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5fbf"/>\
    <path d="M6 10h20v13H6z" fill="none" stroke="#fff" stroke-width="2.4"/>\
    <path d="M6 11l10 7 10-7" fill="none" stroke="#fff" stroke-width="2.4"/></svg>
    """)

  private init(_ stem: String, _ suffix: String, type: String, _ text: String) {
    name = "\(stem)-\(Self.digest(text)).\(suffix)"
    self.type = type
    octets = ByteBuffer(string: text)
  }

  /// The path, which begins with a slash.
  var path: String { "/assets/\(name)" }

  /// The response with it.
  var response: Response {
    Response(
      status: .ok,
      headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
      body: ResponseBody(byteBuffer: octets))
  }

  /// FNV-1a of 64 bits, in hexadecimal: only to tell versions apart.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for octet in text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
