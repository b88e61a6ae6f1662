internal import History

extension SettingKind<HistoryLocation> {
  /// Where history is kept.
  static let historyLocation = one(
    words,
    read: { text throws(SettingMismatch) in
      let text = try SettingKind<String>.text(words, limit: 4096).read([text])
      do throws(HistoryError) {
        let location = try HistoryLocation(text)
        // Finds what libpq cannot read. Nothing is opened yet.
        _ = try location.store(creates: false, now: { 0 })
        return location
      } catch {
        throw SettingMismatch(
          message: "\(error.location): \(error.reason)",
          remedy: "Write sqlite:/PATH or postgresql://USER@HOST/DATABASE.")
      }
    }, write: { $0.shown })

  private static let words = "`sqlite:/PATH` or `postgresql://USER@HOST/DATABASE`"
}

extension SettingKind<Int?> {
  /// For how many days something is kept; nil for ever.
  static let days = SettingKind(
    "0 to 3650 days, 0 for ever",
    read: { items throws(SettingMismatch) in
      let days = try SettingKind<Int>.number(0...3650).read(items)
      return days == 0 ? nil : days
    }, write: { [String($0 ?? 0)] })
}

extension SettingKind<NetworkWidths> {
  /// How much of addresses is kept.
  static let networkWidths = one(
    "`/IPV4,/IPV6`, lengths of prefixes, 8 to 32 and 16 to 128",
    read: { text throws(SettingMismatch) in
      guard let widths = NetworkWidths(text) else {
        throw mismatch(text, expected: "a pair of prefix lengths", "Write, for instance, /24,/48.")
      }
      return widths
    }, write: { "/\($0.ipv4),/\($0.ipv6)" })
}
