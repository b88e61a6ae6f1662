internal import PolicyService
internal import Reporting
internal import SPF

extension SettingKind {
  /// One of some words, whatever the case of their letters.
  static func word(_ values: [(String, Value)]) -> SettingKind where Value: Equatable {
    let words = values.map(\.0)
    return one(
      words.map { "`\($0)`" }.joined(separator: ", "),
      read: { text throws(SettingMismatch) in
        if let found = values.first(where: { $0.0.lowercased() == text.lowercased() }) { return found.1 }
        let denials = ["false", "no", "off", "never", "none"]
        // One word for "not at all" is near another in meaning only.
        let nearest =
          denials.contains(text.lowercased())
          ? words.first { denials.contains($0.lowercased()) }
          : NearestWord.of(text.lowercased(), among: words.map { $0.lowercased() })
            .flatMap { near in words.first { $0.lowercased() == near } }
        throw mismatch(
          text, expected: words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))",
          nearest.map { "Did you mean \"\($0)\"?" } ?? "Write one of these words.")
      }, write: { value in values.first { $0.1 == value }?.0 ?? "" })
  }

  /// The raw values of a type.
  static func word(
    without excluded: Value? = nil
  ) -> SettingKind where Value: RawRepresentable<String> & CaseIterable & Equatable {
    word(Value.allCases.filter { $0 != excluded }.map { ($0.rawValue, $0) })
  }
}

extension SettingKind<Bool> {
  /// Yes or no.
  static let truth = SettingKind.one(
    "`yes`, `no`",
    read: { text throws(SettingMismatch) in
      switch text.lowercased() {
      case "yes", "true", "on", "1": return true
      case "no", "false", "off", "0": return false
      default: throw mismatch(text, expected: "yes or no", "Write yes or no.")
      }
    }, write: { $0 ? "yes" : "no" })

  /// The opposite of yes or no, for a value that is kept the other way round.
  static func not(_ kind: SettingKind<Bool>) -> SettingKind<Bool> {
    SettingKind(kind.words, read: { items throws(SettingMismatch) in try !kind.read(items) }) {
      kind.write(!$0)
    }
  }
}

extension SettingKind<Int> {
  /// A number.
  static func number(_ range: ClosedRange<Int>) -> SettingKind {
    one(
      "\(range.lowerBound) to \(range.upperBound)",
      read: { text throws(SettingMismatch) in
        guard let number = Int(text), range.contains(number) else {
          throw mismatch(
            text, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
            "Write a number, in decimal.")
        }
        return number
      }, write: { String($0) })
  }
}

extension SettingKind<Duration> {
  /// Seconds.
  static func seconds(_ range: ClosedRange<Int>) -> SettingKind {
    one(
      "\(range.lowerBound) to \(range.upperBound) seconds",
      read: { text throws(SettingMismatch) in
        guard let number = Int(text), range.contains(number) else {
          throw mismatch(
            text, expected: "a number of seconds from \(range.lowerBound) to \(range.upperBound)",
            "Write seconds, without a unit.")
        }
        return .seconds(number)
      }, write: { String($0.components.seconds) })
  }
}

extension SettingKind<String> {
  /// Printable ASCII on one line.
  static func text(_ words: String, limit: Int) -> SettingKind {
    one(
      words,
      read: { text throws(SettingMismatch) in
        guard !text.isEmpty, text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) })
        else {
          throw mismatch(
            text, expected: "printable ASCII of 1 to \(limit) octets", "Write \(words).")
        }
        return text
      }, write: { $0 })
  }
}
