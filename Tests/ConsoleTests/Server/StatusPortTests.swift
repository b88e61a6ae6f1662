import NIOCore
import NIOPosix
import PolicyService
import SPF
import TestSupport
import Testing

@testable import Console

@Suite("What the policy service tells of itself", .timeLimit(.minutes(5)))
struct StatusPortTests {
  /// Answers what comes first with the same octets, and closes the connection.
  private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String

    init(_ answer: String) {
      self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)))
        .whenComplete { _ in channel.close(promise: nil) }
    }
  }

  /// Serves on a port while `body` runs.
  private static func serving(
    _ answer: String, _ body: (ListenAddress) async throws -> Void
  ) async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Answering(answer))
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    do {
      try await body(.tcp(address("127.0.0.1"), port: server.localAddress?.port ?? 0))
      try await server.close()
    } catch {
      try await server.close()
      throw error
    }
  }

  private static let metrics = """
    # HELP spf_request_duration_seconds How long answers took.
    spf_request_duration_seconds_bucket{le="0.0001"} 50
    spf_request_duration_seconds_bucket{le="0.005"} 99
    spf_request_duration_seconds_bucket{le="+Inf"} 100
    spf_cache_hits_total 75
    spf_cache_misses_total 25
    spf_connections 3

    """

  @Test("its numbers, in words")
  func numbers() async throws {
    try await Self.serving("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n\(Self.metrics)") { address in
      let text = try #require(await StatusPort.metrics(at: address, within: .hours(1)))
      #expect(text == Self.metrics)
      let rows = try #require(ServiceNumbers(metrics: text)).rows
      #expect(rows.map(\.value) == ["≤ 100 µs", "≤ 5 ms", "75 %", "3"])
      let japanese = rows.map { $0.label[.japanese] }
      #expect(japanese.first == "応答時間 p50")
    }
  }

  @Test(
    "what is no answer, or none that counts",
    arguments: ["", "HTTP/1.1 404 Not Found\r\n\r\nnothing", "hello\r\n\r\n", "HTTP/1.1 200 OK\r\n"])
  func noAnswer(text: String) async throws {
    try await Self.serving(text) { address in
      let answer = await StatusPort.metrics(at: address)
      #expect(answer == nil)
    }
  }

  @Test("an answer without end is not read to its end")
  func tooLong() async throws {
    let long = "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "a 1\n", count: 200_000)
    try await Self.serving(long) { address in
      let answer = await StatusPort.metrics(at: address)
      #expect(answer == nil)
    }
  }

  @Test("where nobody is")
  func nobody() async throws {
    let places: [ListenAddress] = [
      .tcp(address("127.0.0.1"), port: try freePort()), .unix(path: "/nowhere/status"),
      .systemd(name: nil),
    ]
    for place in places {
      let answer = await StatusPort.metrics(at: place)
      #expect(answer == nil)
    }
  }

  @Test(
    "numbers that are none",
    arguments: [
      "", "# nothing", "spf_connections NaN", "spf_connections 1e300", "a b c\n",
      "spf_cache_hits_total +Inf", "spf_cache_hits_total 1e308\nspf_cache_misses_total -1e308",
      "spf_request_duration_seconds_bucket{le=\"1e300\"} nan",
    ])
  func malformed(text: String) {
    #expect(ServiceNumbers(metrics: text) == nil)
  }
}
