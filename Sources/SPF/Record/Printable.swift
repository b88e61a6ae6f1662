/// Makes octets from elsewhere safe to show.
enum Printable {
  /// `octets` with everything outside printable US-ASCII, and the backslash, written `\xHH`.
  static func ascii(_ octets: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for octet in octets {
      if (0x20...0x7e).contains(octet), octet != UInt8(ascii: "\\") {
        out.append(octet)
      } else {
        out.append(contentsOf: "\\x".utf8)
        out.append(IPAddress.lowerHexDigit(octet >> 4))
        out.append(IPAddress.lowerHexDigit(octet & 15))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
