/// A sentence with placeholders in braces, cut into pieces once.
public struct MessageTemplate: Sendable, Hashable {
  /// The placeholders there are.
  public enum Placeholder: String, Sendable, Hashable, CaseIterable {
    /// `rejected` or `deferred`.
    case rejectOrDefer = "rejectdefer"
    /// The reason.
    case reason = "spf"
    /// The address of a page about the message.
    case url
    /// `helo` or `mfrom`.
    case scope = "0"
    /// The HELO name or the reverse-path.
    case identity = "1"
    /// The client's address.
    case client = "2"
    /// The recipient's domain.
    case receiver = "3"

    static let ofMessages: [Placeholder] = [.rejectOrDefer, .reason, .url]
    static let ofURLs: [Placeholder] = [.scope, .identity, .client, .receiver]
  }

  /// Why a text is no template.
  public enum SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A character that cannot stand in a reply.
    case notPrintable(column: Int)
    /// An unknown name in braces.
    case unknownPlaceholder(String, column: Int, known: [String])
    /// A brace without its partner.
    case unbalancedBrace(column: Int)
    /// Longer than a reply may be.
    case tooLong(limit: Int)

    /// What, where, and what was expected.
    public var description: String {
      switch self {
      case .notPrintable(let column):
        "column \(column): only printable ASCII can stand in an SMTP reply"
      case .unknownPlaceholder(let name, let column, let known):
        "column \(column): unknown placeholder {\(name)}; expected one of "
          + known.map { "{\($0)}" }.joined(separator: ", ")
      case .unbalancedBrace(let column):
        "column \(column): a brace without its partner; write {{ or }} for a brace itself"
      case .tooLong(let limit):
        "longer than \(limit) octets"
      }
    }
  }

  enum Piece: Sendable, Hashable {
    case text([UInt8])
    case placeholder(Placeholder)
  }

  let pieces: [Piece]

  /// The template of a sentence: `{rejectdefer}`, `{spf}`, `{url}`.
  public init(message text: String) throws(SyntaxError) {
    pieces = try Self.parse(text, known: Placeholder.ofMessages)
  }

  /// The template of an address: `{0}`, `{1}`, `{2}`, `{3}`.
  public init(url text: String) throws(SyntaxError) {
    pieces = try Self.parse(text, known: Placeholder.ofURLs)
  }

  /// A template of ours, known to be well formed; a piece that is not would stand for itself.
  init(literal text: String) {
    pieces = (try? Self.parse(text, known: Placeholder.allCases)) ?? [.text(Array(text.utf8))]
  }

  private static func parse(_ text: String, known: [Placeholder]) throws(SyntaxError) -> [Piece] {
    let octets = Array(text.utf8)
    guard octets.count <= ReplyConfiguration.maximumLength else {
      throw .tooLong(limit: ReplyConfiguration.maximumLength)
    }
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      guard SafeText.isPrintable(octet) else { throw .notPrintable(column: index + 1) }
      let isDoubled = index + 1 < octets.count && octets[index + 1] == octet
      switch octet {
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        literal.append(octet)
        index += 2
      case UInt8(ascii: "}"):
        throw .unbalancedBrace(column: index + 1)
      case UInt8(ascii: "{"):
        guard let end = octets[index...].firstIndex(of: UInt8(ascii: "}")) else {
          throw .unbalancedBrace(column: index + 1)
        }
        let name = String(decoding: octets[(index + 1)..<end], as: UTF8.self)
        guard let placeholder = known.first(where: { $0.rawValue == name }) else {
          throw .unknownPlaceholder(
            SafeText.string(octets[(index + 1)..<end]), column: index + 1, known: known.map(\.rawValue))
        }
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = []
        pieces.append(.placeholder(placeholder))
        index = end + 1
      default:
        literal.append(octet)
        index += 1
      }
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    return pieces
  }

  /// The template as it is written.
  public var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let octets):
        String(decoding: octets, as: UTF8.self).replacing("{", with: "{{").replacing("}", with: "}}")
      case .placeholder(let placeholder): "{\(placeholder.rawValue)}"
      }
    }.joined()
  }

  /// Appends the sentence; `fill` appends the value of a placeholder.
  func append(to out: inout [UInt8], fill: (Placeholder, inout [UInt8]) -> Void) {
    for piece in pieces {
      switch piece {
      case .text(let text): out.append(contentsOf: text)
      case .placeholder(let placeholder): fill(placeholder, &out)
      }
    }
  }
}
