/// Something to know about a line of policyd-spf.conf: what the old program made of it, and what we do instead.
public struct PolicydNote: Sendable, Hashable, Codable {
  /// The file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The option.
  public let option: String
  /// What there is to know.
  public let message: String

  /// `file:line: option: message`
  public var text: String { "\(file):\(line): \(option): \(message)" }
}
