internal import PageSettings

extension SettingKind<WebAddress> {
  /// Where pages are served.
  static let webAddress = one(
    "`ADDRESS:PORT` or `[ADDRESS]:PORT`",
    read: { text throws(SettingMismatch) in
      guard let address = WebAddress(text) else {
        throw mismatch(
          text, expected: "an address and a port", "Write, for instance, 127.0.0.1:8025 or [::1]:8025.")
      }
      return address
    }, write: { "\($0)" })
}
