import DNS
import SPF
import TestSupport

/// A server whose responses are made octet by octet, and read as those of the network are.
struct Octets: Resolver {
  /// The sections behind the question.
  struct Sections {
    var answers: UInt8 = 0
    var authorities: UInt8 = 0
    var octets: [UInt8] = []
  }

  /// What follows a question for the TXT records of `corp.example.com`.
  var answer: Sections
  var question: DomainName?
  var code: UInt8 = 0

  func answer(to asked: DNSQuestion) async -> DNSAnswer {
    let isText = asked.type == .txt && asked.name == name("corp.example.com")
    let soa = Sections(answers: 1, octets: Self.soa(of: asked.name))
    let content =
      isText
      ? answer
      : asked.type == .soa ? soa : Sections(authorities: 1, octets: Self.soa(of: name("example.com")))
    let message =
      [0, 0, 0x84, isText ? code : 0, 0, 1, 0, content.answers, 0, content.authorities, 0, 0]
      + Self.wire(isText ? question ?? asked.name : asked.name) + [0, UInt8(asked.type.rawValue), 0, 1]
      + content.octets
    return DNSMessageDecoder.decode(message: message, question: asked)
  }

  static func wire(_ name: DomainName) -> [UInt8] { name.wire + [0] }

  static func record(_ owner: DomainName, _ type: UInt8, ttl: UInt32, _ data: [UInt8]) -> [UInt8] {
    let time = (0..<4).map { UInt8(truncatingIfNeeded: ttl >> (24 - 8 * $0)) }
    return wire(owner) + [0, type, 0, 1] + time + [0, UInt8(data.count)] + data
  }

  static func text(
    _ text: String, owner: String = "corp.example.com", type: UInt8 = 16, ttl: UInt32 = 7200
  ) -> Sections {
    Sections(
      answers: 1, octets: record(name(owner), type, ttl: ttl, [UInt8(text.utf8.count)] + Array(text.utf8)))
  }

  static func soa(of zone: DomainName) -> [UInt8] {
    record(zone, 6, ttl: 900, [0, 0] + [0, 0, 0, 7] + Array(repeating: 0, count: 14) + [3, 132])
  }
}
