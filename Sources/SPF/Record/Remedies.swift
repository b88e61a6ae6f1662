/// Advice for mistakes that publishers really make.
enum Remedies {
  static func forUnknownMechanism(_ name: String) -> String {
    switch name {
    case "ipv4", "ip", "ip-4", "address": "Write ip4: and the network."
    case "ipv6", "ip-6": "Write ip6: and the network."
    case "redirect", "exp": "\(name) is a modifier: write \(name)= and the domain."
    case "includes", "inc", "spf": "Write include: and the domain."
    case "mx4", "mx6": "Write mx; it covers IPv4 and IPv6."
    case "aaaa": "Write a; it covers A and AAAA records."
    case "v": "Publish one record only, with one v=spf1 at its beginning."
    default:
      name.contains(".")
        ? "If \(printable(name)) is meant to be allowed to send, write a:\(printable(name)) or include:\(printable(name))."
        : "Correct the name, or remove the term."
    }
  }

  private static func printable(_ name: String) -> String { Printable.ascii(name.utf8.prefix(64)) }

  static func forIPv4(_ text: ArraySlice<UInt8>) -> String {
    if text.contains(UInt8(ascii: ":")) {
      return IPAddressParser.ipv6(text) == nil
        ? "Remove the port: SPF knows addresses only." : "This is an IPv6 address: write ip6: before it."
    }
    if text.contains(where: RecordParser.isAlpha) { return "For a host name write a: instead of ip4:." }
    if text.split(separator: UInt8(ascii: ".")).count < 4 {
      return "Write all four numbers and a prefix length, for instance 192.0.2.0/24."
    }
    return "Correct the address; each number is 0 to 255 without leading zeros."
  }

  /// For an octet that is no printable US-ASCII.
  static func forForeignOctet(_ octet: UInt8) -> String {
    octet < 0x20 || octet == 0x7f
      ? "Separate terms with a plain space; remove tabs, line breaks and other control characters."
      : "Retype the record in plain ASCII; a character was pasted that only looks right."
  }

  static func forDomainEnd(_ text: ArraySlice<UInt8>, of name: String) -> String {
    let host = text.prefix { $0 != UInt8(ascii: "/") }
    if IPAddressParser.ipv4(host) != nil { return "For an address write ip4: instead of \(name):." }
    if IPAddressParser.ipv6(text) != nil { return "For an address write ip6: instead of \(name):." }
    return "Write a fully qualified domain name."
  }
}
