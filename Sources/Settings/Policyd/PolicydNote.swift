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
  /// Whether mail is refused for it that policyd-spf took.
  public let refusesMore: Bool

  init(file: String, line: Int, option: String, message: String, refusesMore: Bool = false) {
    self.file = file
    self.line = line
    self.option = option
    self.message = message
    self.refusesMore = refusesMore
  }

  enum CodingKeys: String, CodingKey {
    case file, line, option, message
    case refusesMore = "refuses_more"
  }

  /// `file:line: option: message`
  public var text: String { "\(file):\(line): \(option): \(message)" }
}
