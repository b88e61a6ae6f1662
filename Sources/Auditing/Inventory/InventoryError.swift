/// Why a file with senders cannot be used.
public struct InventoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1; nil if it is the whole file.
  public let line: Int?
  /// The column in characters, from 1.
  public let column: Int?
  /// The keys that lead to the place, as `hosts.mail.example.com.ipv4`; nil at the top.
  public let key: String?
  /// What is wrong, and what was expected.
  public let message: String
  /// What to do.
  public let remedy: String

  /// `file:line:column: key: what is wrong. What to do.`
  public var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
    return "\(place.joined(separator: ":")): \(key.map { "\($0): " } ?? "")\(message). \(remedy)"
  }
}
