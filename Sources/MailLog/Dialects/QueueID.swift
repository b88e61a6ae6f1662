/// The queue ids of Postfix, short and long, and the message ids of Sendmail.
enum QueueID {
  /// The id that stands with a colon at the front of `message`, and what stands behind. policyd-spf writes the
  /// colon where there is no id too.
  static func split(_ message: Octets) -> (id: Octets?, rest: Octets) {
    if let rest = message.without(": ") { return (nil, rest) }
    guard let colon = message.prefix(24).position(of: ":"), colon >= 5, colon + 1 < message.count,
      message[colon + 1] == 0x20
    else { return (nil, message) }
    let id = message[0..<colon]
    return isID(id) ? (id, message.dropFirst(colon + 2).trimmed) : (nil, message)
  }

  /// Letters and digits, a digit among them: no word that ends in a colon looks so.
  static func isID(_ text: Octets) -> Bool {
    guard text.count >= 5, text.count <= 22 else { return false }
    var hasDigit = false
    for index in 0..<text.count {
      if Octets.isDigit(text[index]) {
        hasDigit = true
      } else if !Octets.isLetter(text[index]), text[index] != UInt8(ascii: "-") {
        return false
      }
    }
    return hasDigit
  }
}
