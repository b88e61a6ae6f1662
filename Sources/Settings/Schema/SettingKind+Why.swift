extension SettingKind<String> {
  /// What stands before the path of a page.
  static let linkBase = one(
    "an address that begins with `https://` or `http://`, without a slash at its end",
    read: { text throws(SettingMismatch) in
      let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.utf8.count) }
      guard let rest, !rest.isEmpty, !rest.hasPrefix("/"), !rest.hasSuffix("/"), text.utf8.count <= 150,
        text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
        !text.contains(where: { "<>\"?#{}".contains($0) })
      else {
        throw mismatch(
          text, expected: "the address of a page of at most 150 octets",
          "Write, for instance, https://why.example.com.")
      }
      return text
    }, write: { $0 })
}

extension SettingKind<Duration> {
  /// Days.
  static func wholeDays(_ range: ClosedRange<Int>) -> SettingKind {
    let words = "\(range.lowerBound) to \(range.upperBound) days"
    return SettingKind(
      words,
      read: { items throws(SettingMismatch) in
        .seconds(try SettingKind<Int>.number(range).read(items) * 86_400)
      }, write: { ["\($0.components.seconds / 86_400)"] })
  }
}
