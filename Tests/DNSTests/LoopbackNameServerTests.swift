import DNS
import NIOCore
import NIOPosix
import NameServer
import SPF
import Testing

@Suite(.timeLimit(.minutes(10)))
struct LoopbackNameServerTests {
  /// A query for a.example A, behind its length.
  static let query: [UInt8] = [
    0, 27, 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 7, 101, 120, 97, 109, 112, 108, 101, 0, 0, 1, 0, 1,
  ]

  func server(_ limits: StreamLimits) async throws -> LoopbackNameServer {
    let data = try MasterFileReader(file: "test.zone").zoneData(Array(FailoverTests.zone.utf8), origin: .root)
    return try await LoopbackNameServer.start(ZoneResolver(data), limits: limits)
  }

  func connect(_ server: LoopbackNameServer) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: Int(server.address.port)) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
  }

  /// Whether the server answers on a new connection, which is closed afterwards.
  func answers(_ server: LoopbackNameServer) async throws -> Bool {
    do {
      return try await connect(server).executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(bytes: Self.query))
        for try await _ in inbound { return true }
        return false
      }
    } catch is IOError {
      return false
    } catch is ChannelError {
      return false
    }
  }

  @Test func connectionsAreBounded() async throws {
    var limits = StreamLimits()
    limits.maximumConnections = 2
    // On a slow host the connections below are silent for longer than a server waits by itself.
    limits.idleTimeout = .seconds(3600)
    let server = try await server(limits)
    try await connect(server).executeThenClose { firstIn, firstOut in
      try await connect(server).executeThenClose { _, secondOut in
        try await secondOut.write(ByteBuffer(bytes: Self.query.prefix(5)))
        #expect(try await !answers(server))
        #expect(try await !answers(server))
        // Those that were there before are served as if nothing had happened.
        try await firstOut.write(ByteBuffer(bytes: Self.query))
        var iterator = firstIn.makeAsyncIterator()
        #expect(try await iterator.next() != nil)
      }
    }
    // Places are given back; the server hears of it a moment later.
    while try await !answers(server) { try await Task.sleep(for: .milliseconds(5)) }
    await server.stop()
  }

  @Test func idleConnectionsAreClosed() async throws {
    var limits = StreamLimits()
    limits.idleTimeout = .milliseconds(100)
    let server = try await server(limits)
    let time = try await ContinuousClock().measure {
      try await connect(server).executeThenClose { inbound, outbound in
        // Half a query is not busy either. On a slow host the time may be up before it is sent.
        try? await outbound.write(ByteBuffer(bytes: Self.query.prefix(9)))
        for try await _ in inbound { Issue.record("an answer to half a query") }
      }
    }
    #expect(time >= .milliseconds(90))
    await server.stop()
  }
}
