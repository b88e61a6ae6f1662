/// A way in which our answers may differ from those of policyd-spf. Documentation/policyd-spf.md has the same
/// table for people; each one is a mended fault.
enum Difference: String, CaseIterable {
  /// `envelope-from="…"`: an address is no dot-atom (RFC 7208 section 9.1).
  case quotedSender
  /// Other values that are no dot-atom are quoted: address literals, IPv6 addresses, `<UNKNOWN>`.
  case quotedValues
  /// `mechanism=` and `problem=` (RFC 7208 section 9.1), and no space at the end of the field.
  case moreKeys
  /// The address, the domain and the deciding term after the traditional sentence.
  case details
  /// Values in the URL are percent-encoded.
  case encodedURL
  /// The case of local parts is kept.
  case keptCase
  /// The reason of an error in our words, without those of a DNS library.
  case problemText
  /// The words of the domain's owner do not stand for our own, but after them, marked.
  case ownersWords
  /// 451, the reply of RFC 7372 section 3.2 for temperror, instead of defer_if_permit.
  case temporaryReply
  /// An IPv4-mapped client address is written as the IPv4 address that is checked.
  case mappedAddress
  /// No empty queue ID before a log line.
  case logPrefix
  /// Lines about its own configuration and its library, which have no counterpart.
  case otherLog
  /// Another answer altogether; the case names both.
  case otherAnswer

  /// Takes the difference out of a pair of texts.
  func mend(ours: String, theirs: String) -> (ours: String, theirs: String) {
    switch self {
    case .quotedSender:
      (Self.unquoting("envelope-from", in: ours), theirs)
    case .quotedValues:
      (["helo", "client-ip", "receiver"].reduce(ours) { Self.unquoting($1, in: $0) }, theirs)
    case .moreKeys:
      (
        Self.cutting(Self.cutting(ours, from: "; mechanism="), from: "; problem="),
        theirs.contains("Received-SPF: ") && theirs.hasSuffix(" ") ? String(theirs.dropLast()) : theirs
      )
    case .details:
      (Self.cutting(Self.cutting(ours, from: " (203.0.113."), from: " (neutral.example.com does not"), theirs)
    case .encodedURL:
      (Self.percentDecoded(ours), theirs)
    case .keptCase:
      (ours.replacing("Alice@", with: "alice@"), theirs)
    case .problemText:
      (Self.withoutProblem(ours), Self.withoutProblem(theirs))
    case .ownersWords:
      (
        Self.replacing(ours, from: "due to: ", to: ". Please see", with: "?"),
        Self.replacing(theirs, from: "due to: ", to: ". Please see", with: "?")
      )
    case .temporaryReply:
      (ours.replacing("451 4.7.24 ", with: "defer_if_permit 4.7.24 "), theirs)
    case .mappedAddress:
      (ours, theirs.replacing("::ffff:203.0.113.99", with: "203.0.113.99"))
    case .logPrefix:
      (ours, theirs.hasPrefix(": ") ? String(theirs.dropFirst(2)) : theirs)
    case .otherAnswer, .otherLog:
      (ours, theirs)
    }
  }

  /// Whether a line of policyd-spf is about itself.
  static func isAboutItself(_ line: String) -> Bool {
    [
      "ERROR: Unknown name", "Configuration item", "ERROR parsing line", "WARNING: Deprecated", "spfcheck: ",
      "Per user configuration data", "ERROR: ", "Starting", "Normal exit", "Config: ", "Action: ",
      "Read line",
      "X-Comment: ", "_get_resultcodes",
    ].contains { line.hasPrefix($0) }
  }

  private static func cutting(_ text: String, from mark: String) -> String {
    guard let range = text.firstRange(of: mark) else { return text }
    return String(text[..<range.lowerBound])
  }

  private static func replacing(_ text: String, from start: String, to end: String, with word: String)
    -> String
  {
    guard let first = text.firstRange(of: start),
      let last = text[first.upperBound...].firstRange(of: end)
    else { return text }
    return text[..<first.upperBound] + word + text[last.lowerBound...]
  }

  private static func withoutProblem(_ text: String) -> String {
    var text = text
    for kind in ["SPF Permanent Error: ", "SPF Temporary Error: "] {
      text = replacing(text, from: kind, to: ". Please see", with: "?")
      text = replacing(text, from: kind, to: ") identity=", with: "?")
      text = replacing(text, from: kind, to: ") smtp.", with: "?")
    }
    return text
  }

  private static func unquoting(_ key: String, in text: String) -> String {
    guard let start = text.firstRange(of: "\(key)=\"") else { return text }
    var value = ""
    var rest = text[start.upperBound...]
    while let character = rest.popFirst(), character != "\"" {
      value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
    }
    return text[..<start.lowerBound] + "\(key)=\(value)" + rest
  }

  private static func percentDecoded(_ text: String) -> String {
    guard let url = text.firstRange(of: "Please see ") else { return text }
    var octets: [UInt8] = []
    var rest = text[url.upperBound...].utf8
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return text[..<url.upperBound] + String(decoding: octets, as: UTF8.self)
  }
}
