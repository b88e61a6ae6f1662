/// Cuts a stream of octets into requests of the Postfix policy protocol, in whatever pieces it arrives.
///
/// Memory is bounded by ``Limits-swift.struct/value`` for each attribute kept; the rest of a request is counted and
/// forgotten. After an error the decoder must not be used again: the place of the next request is unknown.
public struct PolicyRequestDecoder: Sendable {
  /// The limits on one request.
  public struct Limits: Sendable, Hashable {
    /// Octets of one value that is kept.
    public var value = 8 * 1024
    /// Octets of a request.
    public var request = 64 * 1024
    /// Lines of a request.
    public var attributes = 256

    /// The defaults: 8 KiB, 64 KiB, 256 lines. A request of Postfix has about 30 lines and 700 octets.
    public init() {}
  }

  private enum State {
    /// At the name, some of which may be in `name` already.
    case name
    /// In the value of an attribute that is kept.
    case value(PolicyAttribute)
    /// In the value of one that is not.
    case skipped
  }

  /// The limits on one request.
  public let limits: Limits
  private var state = State.name
  /// The beginning of a name whose end has not arrived.
  private var name: [UInt8] = []
  /// Whether all of the line so far is white space, however long: such a line is an empty one.
  private var isBlank = true
  private var request = PolicyRequest()
  private var octets = 0
  private var lines = 0

  /// A decoder at the beginning of a request.
  public init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Whether nothing of a request has arrived since the last one was complete.
  public var isAtBoundary: Bool { octets == 0 }

  /// Consumes octets from the front of `input`: all of them and returns nil, or those up to the end of a
  /// request and returns it.
  public mutating func next(_ input: inout ArraySlice<UInt8>) throws(PolicyProtocolError) -> PolicyRequest? {
    while !input.isEmpty {
      let line = Self.untilNewline(input, atMost: limits.request - octets)
      let isWhole = line.endIndex < input.endIndex && input[line.endIndex] == Self.newline
      if !isWhole, line.endIndex < input.endIndex { throw .requestTooLong(limit: limits.request) }
      octets += line.count + (isWhole ? 1 : 0)
      if octets > limits.request { throw .requestTooLong(limit: limits.request) }
      input = input[(line.endIndex + (isWhole ? 1 : 0))...]
      if try consume(line, isWhole: isWhole) { return try finished() }
    }
    return nil
  }

  /// To be called when the stream ends.
  public func finish() throws(PolicyProtocolError) {
    if !isAtBoundary { throw .endInsideRequest }
  }

  private static let newline = UInt8(ascii: "\n")
  private static let accessPolicy = Array("smtpd_access_policy".utf8)

  /// What lies before the next newline, or all; no more than `limit` octets are looked at.
  private static func untilNewline(_ input: ArraySlice<UInt8>, atMost limit: Int) -> ArraySlice<UInt8> {
    let window = input.prefix(max(limit, 0))
    return window[..<(window.firstIndex(of: newline) ?? window.endIndex)]
  }

  /// Takes a line, or a piece of one; returns whether it was the empty line that ends a request.
  private mutating func consume(
    _ line: ArraySlice<UInt8>, isWhole: Bool
  ) throws(PolicyProtocolError) -> Bool {
    var rest = line
    if case .name = state {
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
        return try consumeName(line, isWhole: isWhole)
      }
      lines += 1
      if lines > limits.attributes { throw .tooManyAttributes(limit: limits.attributes) }
      begin(name: line[..<equals])
      rest = line[(equals + 1)...]
    }
    if case .value(let attribute) = state {
      request.append(rest)
      if request.storedLength(of: attribute) > limits.value {
        throw .valueTooLong(attribute, limit: limits.value)
      }
      if isWhole { request.end(attribute) }
    }
    if isWhole { state = .name }
    return false
  }

  /// Takes octets before any "=": the beginning of a name, or an empty line.
  private mutating func consumeName(
    _ piece: ArraySlice<UInt8>, isWhole: Bool
  ) throws(PolicyProtocolError) -> Bool {
    // One octet more than the longest name that is kept tells that it is none of those.
    let room = PolicyAttribute.maximumNameLength + 1 - name.count
    if room > 0 { name.append(contentsOf: piece.prefix(room)) }
    isBlank = isBlank && piece.allSatisfy(Self.isWhiteSpace)
    guard isWhole else { return false }
    defer {
      name.removeAll(keepingCapacity: true)
      isBlank = true
    }
    guard isBlank else {
      throw .malformedLine(Array((name.isEmpty ? piece : name[...]).prefix(32)))
    }
    return true
  }

  private mutating func begin(name piece: ArraySlice<UInt8>) {
    isBlank = true
    let attribute: PolicyAttribute?
    if name.isEmpty {
      attribute = PolicyAttribute(name: piece)
    } else {
      let room = max(0, PolicyAttribute.maximumNameLength + 1 - name.count)
      name.append(contentsOf: piece.prefix(room))
      attribute = PolicyAttribute(name: name[...])
      name.removeAll(keepingCapacity: true)
    }
    guard let attribute else {
      state = .skipped
      return
    }
    request.begin(attribute)
    state = .value(attribute)
  }

  private mutating func finished() throws(PolicyProtocolError) -> PolicyRequest {
    guard request.value(.request) == Self.accessPolicy[...] else {
      throw .unknownRequest(request[.request].map { Array($0.prefix(32)) })
    }
    let finished = request
    request = PolicyRequest()
    octets = 0
    lines = 0
    return finished
  }

  static func isWhiteSpace(_ octet: UInt8) -> Bool {
    octet == 0x20 || (0x09...0x0d).contains(octet)
  }
}
