/// How text for a person is marked up: with four escape codes on a terminal, not at all elsewhere.
public struct TextStyle: Sendable {
  /// Whether escape codes are written.
  public let isColored: Bool

  /// A style.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// No escape codes.
  public static let plain = TextStyle(isColored: false)

  /// A heading, in bold.
  public func heading(_ text: String) -> String { bold(text) }

  /// Text that stands out.
  public func bold(_ text: String) -> String { wrap(text, "1") }
  /// Good news, in green.
  public func good(_ text: String) -> String { wrap(text, "32") }
  /// Bad news, in red.
  public func bad(_ text: String) -> String { wrap(text, "31") }
  /// What may be passed over.
  public func faint(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
