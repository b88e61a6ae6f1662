import SPF
import TestSupport
import Testing

@testable import DNS

@Suite struct ZoneFilesResolverTests {
  static let zone = """
    $ORIGIN example.com.
    $TTL 300
    @ SOA ns root 1 2 3 4 5
    @ NS ns
    @ TXT "v=spf1 -all"
    out CNAME target.example.net.
    in CNAME @
    sub NS ns.sub
    ns.sub A 192.0.2.53

    """

  static func resolver(_ files: String..., world: any Resolver) throws -> ZoneFilesResolver {
    var data = ZoneData()
    var extents: [ZoneExtent] = []
    for file in files {
      let content = try MasterFileReader(file: "z").zoneData(Array(file.utf8))
      data.merge(content)
      extents.append(ZoneExtent(content))
    }
    return ZoneFilesResolver(data, extents: extents, world: world)
  }

  @Test(arguments: [
    ("example.com", DNSRecordType.txt, DNSAnswer.Status.records), ("in.example.com", .txt, .records),
    ("absent.example.com", .txt, .noName), ("example.com", .mx, .noData),
    // Below the cut, above the apex, beside it, and behind an alias that leads out.
    ("ns.sub.example.com", .a, .failure(.notAsked("why"))),
    ("sub.example.com", .txt, .failure(.notAsked("why"))),
    ("com", .txt, .failure(.notAsked("why"))), ("example.net", .txt, .failure(.notAsked("why"))),
    ("out.example.com", .txt, .failure(.notAsked("why"))),
  ])
  func knowsItsExtent(domain: String, type: DNSRecordType, status: DNSAnswer.Status) async throws {
    let resolver = try Self.resolver(Self.zone, world: UnaskedResolver("why"))
    let question = DNSQuestion(name(domain), type)
    #expect(await resolver.answer(to: question).status == status)
    #expect(resolver.answerAtHand(to: question)?.status == status)
  }

  @Test func asksTheWorldForTheRest() async throws {
    let world = TableResolver("target.example.net TXT hello", "example.com TXT not this one")
    let resolver = try Self.resolver(Self.zone, world: world)
    let answer = await resolver.answer(to: DNSQuestion(name("out.example.com"), .txt))
    #expect(answer.records == .texts([TextRecord("hello")]))
    _ = await resolver.answer(to: DNSQuestion(name("example.com"), .txt))
    #expect(world.questions.map(\.name) == [name("target.example.net")])
  }

  @Test func severalFilesHoldWhatEachHolds() async throws {
    let resolver = try Self.resolver(
      Self.zone, "sub.example.com. SOA ns root 1 2 3 4 5\nsub.example.com. TXT child\n",
      "part.example.net. TXT part\n", world: UnaskedResolver("why"))
    for text in ["sub.example.com", "part.example.net", "example.com"] {
      #expect(await resolver.answer(to: DNSQuestion(name(text), .txt)).status == .records)
    }
    #expect(
      await resolver.answer(to: DNSQuestion(name("other.example.net"), .txt)).status
        == .failure(.notAsked("why")))
  }

  @Test func aFileWithoutApexHasNoKnownExtent() throws {
    let data = try MasterFileReader(file: "z").zoneData(Array("example.com. TXT x\n".utf8))
    #expect(!ZoneExtent(data).isKnown)
    #expect(ZoneExtent(data).holds(name("example.com")))
    #expect(!ZoneExtent(data).holds(name("www.example.com")))
    #expect(ZoneExtent(data, apexes: [name("example.com")]).holds(name("www.example.com")))
  }
}
