import NIOCore
import NIOPosix
import Testing

@testable import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Accepting without descriptors", .timeLimit(.minutes(10)))
struct AcceptPauseTests {
  private static let exhausted = IOError(errnoCode: EMFILE, reason: "accept")

  /// A socket that listens, for the time of `body`, and the future of its first connection.
  private static func with(
    pause: TimeAmount, sink: RecordingSink,
    _ body: (any Channel, EventLoopFuture<Void>) async throws -> Void
  ) async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let first = group.next().makePromise(of: Void.self)
    let log = DecisionLog(configuration: PolicyConfiguration(hostName: "mx.example.org"), sink: sink)
    let server = try await ServerBootstrap(group: group)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(for: pause, log: log))
        }
      }
      .childChannelInitializer { channel in
        first.succeed()
        return channel.eventLoop.makeSucceededVoidFuture()
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      try await body(server, first.futureResult)
    } catch {
      Issue.record(error)
    }
    first.succeed()
    try await server.close()
    try await group.shutdownGracefully()
  }

  @Test("one log line, and nothing more is accepted")
  func pauses() async throws {
    let sink = RecordingSink()
    try await Self.with(pause: .hours(1), sink: sink) { server, _ in
      for _ in 0..<3 { server.pipeline.fireErrorCaught(Self.exhausted) }
      let isAccepting = try await server.getOption(.autoRead).get()
      #expect(!isAccepting)
    }
    #expect(sink.lines.count == 1)
    #expect(sink.lines.first?.hasPrefix("cannot accept a connection: ") == true)
  }

  @Test("after the pause who waits is accepted")
  func resumes() async throws {
    let sink = RecordingSink()
    try await Self.with(pause: .milliseconds(1), sink: sink) { server, first in
      server.pipeline.fireErrorCaught(Self.exhausted)
      let port = try #require(server.localAddress?.port)
      let client = try await ClientBootstrap(group: server.eventLoop).connect(host: "127.0.0.1", port: port)
        .get()
      try await first.get()
      let isAccepting = try await server.getOption(.autoRead).get()
      #expect(isAccepting)
      try await client.close()
    }
  }

  @Test("what else goes wrong is no reason to pause")
  func other() async throws {
    let sink = RecordingSink()
    try await Self.with(pause: .hours(1), sink: sink) { server, _ in
      server.pipeline.fireErrorCaught(IOError(errnoCode: ECONNABORTED, reason: "accept"))
      let isAccepting = try await server.getOption(.autoRead).get()
      #expect(isAccepting)
    }
    #expect(sink.lines.isEmpty)
  }
}
