/// `"%{" macro-letter transformers *delimiter "}"` (RFC 7208 section 7.1).
public struct Macro: Sendable, Hashable {
  /// The macro letters; the raw value is the octet in lower case (section 7.2).
  public enum Letter: UInt8, Sendable, Hashable, CaseIterable {
    /// `<sender>`.
    case sender = 0x73
    /// Local part of `<sender>`.
    case localPart = 0x6c
    /// Domain of `<sender>`.
    case senderDomain = 0x6f
    /// `<domain>`.
    case domain = 0x64
    /// `<ip>`, dotted.
    case address = 0x69
    /// The validated domain name of `<ip>`.
    case validatedName = 0x70
    /// `in-addr` or `ip6`.
    case version = 0x76
    /// HELO/EHLO domain.
    case helo = 0x68
    /// Client address for people; in explanations only.
    case readableAddress = 0x63
    /// The receiving host; in explanations only.
    case receiver = 0x72
    /// Seconds since the Epoch; in explanations only.
    case timestamp = 0x74

    /// Whether the letter is allowed in explanations only (section 7.2).
    public var isForExplanationOnly: Bool {
      switch self {
      case .readableAddress, .receiver, .timestamp: true
      default: false
      }
    }
  }

  /// What is expanded.
  public let letter: Letter
  /// Whether the letter is in upper case: the expansion is URL-escaped (section 7.3).
  public let isURLEscaped: Bool
  /// The number of right-hand parts kept, at least 1; nil for all.
  public let partCount: Int?
  /// Whether the parts are reversed.
  public let isReversed: Bool
  /// The octets at which the value is split; empty means the dot.
  public let delimiters: [UInt8]

  /// A macro.
  public init(
    letter: Letter, isURLEscaped: Bool = false, partCount: Int? = nil, isReversed: Bool = false,
    delimiters: [UInt8] = []
  ) {
    self.letter = letter
    self.isURLEscaped = isURLEscaped
    self.partCount = partCount
    self.isReversed = isReversed
    self.delimiters = delimiters
  }
}
