import DNS
import SPF
import Testing

@Suite
struct DNSMessageDecoderTests {
  static let head: [UInt8] = [0, 1, 0x84, 0x80, 0, 1]
  static let asked: [UInt8] = [1, 0x61, 7] + Array("example".utf8) + [0]
  static let body = asked + [0, 1, 0, 1]

  func decode(_ answers: [[UInt8]], count: Int? = nil) throws -> DNSAnswer {
    let number = count ?? answers.count
    let message =
      Self.head + [UInt8(number >> 8), UInt8(number & 255), 0, 0, 0, 0] + Self.body + Array(answers.joined())
    return DNSMessageDecoder.decode(
      message: message, question: DNSQuestion(try #require(DomainName("a.example")), .a))
  }

  static func address(ttl: [UInt8] = [0, 0, 0, 9]) -> [UInt8] {
    [0xc0, 12, 0, 1, 0, 1] + ttl + [0, 4, 192, 0, 2, 1]
  }

  @Test func address() throws {
    #expect(try decode([Self.address()]).ttl == 9)
    #expect(try decode([Self.address(ttl: [0x80, 0, 0, 9])]).ttl == 0)
    #expect(try decode([]).status == .noData)
  }

  @Test func details() throws {
    let answer = try decode([Self.address()])
    #expect(answer.details.isAuthoritative)
    #expect(answer.details.canonicalName == nil && answer.details.serial == nil)
    // An alias for the name at octet 14, "example".
    let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 14]
    #expect(try decode([alias]).details.canonicalName == DomainName("example"))
    #expect(try decode([alias]).details.isChainOpen)
    #expect(!answer.details.isChainOpen)
    #expect(try !decode([]).details.isChainOpen)
    let soa: [UInt8] =
      [0xc0, 12, 0, 6, 0, 1, 0, 0, 0, 9, 0, 22, 0, 0, 0x12, 0x34, 0x56, 0x78] + Array(repeating: 0, count: 16)
    let body = Self.asked + [0, 6, 0, 1]
    let message: [UInt8] = [0, 1, 0x80, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + body + soa
    let start = DNSMessageDecoder.decode(
      message: message, question: DNSQuestion(try #require(DomainName("a.example")), .soa))
    #expect(start.details.serial == 0x1234_5678)
    #expect(!start.details.isAuthoritative)
  }

  /// What a plan must know of an answer that there is nothing, and of the links of a chain.
  @Test func whatTheTTLRestsOn() throws {
    #expect(try decode([]).details.isNegativeTTLAssumed)
    #expect(try !decode([Self.address()]).details.isNegativeTTLAssumed)
    // An address of "example", whose name stands at octet 14.
    let other: [UInt8] = [0xc0, 14] + Self.address().dropFirst(2)
    #expect(try decode([other]).details.isAboutOthers && decode([other]).status == .noData)
    #expect(try !decode([other, Self.address()]).details.isAboutOthers)
    let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 70, 0, 2, 0xc0, 14]
    let chain = try decode([alias, other])
    #expect(chain.ttl == 9 && chain.details.greatestTTL == 70 && !chain.details.isAboutOthers)
    #expect(try decode([Self.address()]).details.greatestTTL == nil)
  }

  /// A server above refers to those of the zone; a cache that repeats the NS records beside an SOA record does not.
  @Test func referral() throws {
    let question = DNSQuestion(try #require(DomainName("a.example")), .ns)
    let servers: [UInt8] = [0xc0, 14, 0, 2, 0, 1, 0, 0, 0, 9, 0, 6, 3, 0x6e, 0x73, 0x31, 0xc0, 14]
    let soa: [UInt8] =
      [0xc0, 14, 0, 6, 0, 1, 0, 0, 0, 9, 0, 22, 0, 0] + Array(repeating: 0, count: 20)
    func answer(_ flags: UInt8, _ authorities: [[UInt8]]) -> DNSAnswer {
      let head: [UInt8] = [0, 1, flags, 0, 0, 1, 0, 0, 0, UInt8(authorities.count), 0, 0]
      return DNSMessageDecoder.decode(
        message: head + Self.asked + [0, 2, 0, 1] + authorities.joined(), question: question)
    }
    #expect(answer(0x80, [servers]).details.referral == [DomainName("ns1.example")].compactMap { $0 })
    #expect(answer(0x80, [servers]).status == .noData)
    #expect(answer(0x84, [servers]).details.referral.isEmpty)
    #expect(answer(0x80, [soa, servers]).details.referral.isEmpty)
    // A name that points forward is no server, and no reason to give up.
    #expect(answer(0x80, [[0xc0, 14, 0, 2, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 0xff]]).status == .noData)
  }

  @Test func signatures() throws {
    func signature(covering type: UInt8, length: Int = 20) -> [UInt8] {
      let data: [UInt8] = [0, type, 8, 2, 0, 0, 0, 9, 0, 0, 2, 0, 0, 0, 1, 0, 0, 7, 0]
      return [0xc0, 12, 0, 46, 0, 1, 0, 0, 0, 9, 0, UInt8(length)]
        + Array((data + Array(repeating: 0, count: 40)).prefix(length))
    }
    let period = SignaturePeriod(inception: 0x100, expiration: 0x200)
    #expect(try decode([Self.address(), signature(covering: 1)]).details.signatures == [period])
    #expect(try decode([Self.address(), signature(covering: 16)]).details.signatures.isEmpty)
    #expect(try decode([Self.address(), signature(covering: 1, length: 12)]).details.signatures.isEmpty)
    #expect(period.length == 0x100)
    #expect(period.left(at: 0x1f0) == 16)
    #expect(period.left(at: 0x1_0000_0210) == -16)
  }

  @Test func hostile() throws {
    func isMalformed(_ answer: DNSAnswer) -> Bool {
      if case .failure(.malformed) = answer.status { return true }
      return false
    }
    // A pointer to itself, a pointer past the end, a length past the end, a missing record.
    #expect(isMalformed(try decode([[0xc0, 27, 0, 1, 0, 1, 0, 0, 0, 9, 0, 0]])))
    #expect(isMalformed(try decode([[0xff, 0xff, 0, 1, 0, 1, 0, 0, 0, 9, 0, 0]])))
    #expect(isMalformed(try decode([[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0xff, 0xff, 1]])))
    #expect(isMalformed(try decode([Self.address()], count: 2)))
    #expect(isMalformed(try decode(Array(repeating: Self.address(), count: 10_000))))
    let loop: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 12]
    #expect(try decode([loop]).status == .failure(.aliasLoop))
  }

  @Test func everyPrefixAndEveryChangedOctetIsHarmless() throws {
    let question = DNSQuestion(try #require(DomainName("a.example")), .a)
    let message = Self.head + [0, 1, 0, 0, 0, 0] + Self.body + Self.address()
    for end in 0..<message.count {
      _ = DNSMessageDecoder.decode(message: Array(message[..<end]), question: question)
      for value in [0, 1, 0x3f, 0x80, 0xc0, 0xff] as [UInt8] {
        var changed = message
        changed[end] = value
        _ = DNSMessageDecoder.decode(message: changed, question: question)
      }
    }
  }
}
