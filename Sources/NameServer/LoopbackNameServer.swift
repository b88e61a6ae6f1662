public import DNS
internal import NIOCore
internal import NIOPosix
public import SPF
internal import Synchronization

/// A small authoritative name server over UDP and TCP on 127.0.0.1, for tests and demonstrations.
public final class LoopbackNameServer: Sendable {
  /// Zone data that can be exchanged while the server runs, and how it misbehaves.
  final class Content: Sendable {
    private struct State {
      var zone: ZoneResolver
      var misbehaviour: [DomainName: Misbehaviour] = [:]
      var queries: [DNSQuestion: Int] = [:]
    }

    private let state: Mutex<State>

    init(_ zone: ZoneResolver) {
      state = Mutex(State(zone: zone))
    }

    func set(_ zone: ZoneResolver) { state.withLock { $0.zone = zone } }

    func set(_ misbehaviour: Misbehaviour?, for name: DomainName) {
      state.withLock { $0.misbehaviour[name] = misbehaviour }
    }

    func count(_ question: DNSQuestion) -> Int { state.withLock { $0.queries[question] ?? 0 } }

    /// The response to a query; nil for none.
    func response(to message: [UInt8], isTCP: Bool) -> [UInt8]? {
      guard let query = ResponseEncoder.query(message) else { return nil }
      guard let type = DNSRecordType(rawValue: query.type) else {
        return ResponseEncoder.empty(query, code: 0)
      }
      let question = DNSQuestion(query.name, type)
      let (zone, misbehaviour) = state.withLock { state in
        // Bounded: a counter per name is for tests, which ask few.
        if state.queries.count < 10_000 { state.queries[question, default: 0] += 1 }
        return (state.zone, state.misbehaviour[query.name])
      }
      switch misbehaviour {
      case .silence?: return nil
      case .serverFailure?: return ResponseEncoder.empty(query, code: 2)
      case .refusal?: return ResponseEncoder.empty(query, code: 5)
      case .truncation? where !isTCP: return ResponseEncoder.empty(query, code: 0, isTruncated: true)
      case .truncationEverywhere?: return ResponseEncoder.empty(query, code: 0, isTruncated: true)
      case .octets(let octets)?: return Array(message.prefix(2)) + octets.dropFirst(2)
      case .truncation?, .authenticData?, nil: break
      }
      guard let answer = zone.answerAtHand(to: question) else { return nil }
      if case .failure(.timeout) = answer.status { return nil }
      return ResponseEncoder.response(
        query, answer, isAuthentic: misbehaviour == .authenticData,
        limit: isTCP ? 65_535 : min(query.payloadSize, 4096))
    }
  }

  private let content: Content
  private let channels: [any Channel]
  /// Where the server listens, UDP and TCP on the same port.
  public let address: ServerAddress

  /// Starts a server on 127.0.0.1; port 0 for any free one.
  public static func start(_ zone: ZoneResolver, port: UInt16 = 0) async throws -> LoopbackNameServer {
    let content = Content(zone)
    let group = MultiThreadedEventLoopGroup.singleton
    var attempts = 0
    while true {
      let datagrams = try await DatagramBootstrap(group: group)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(DatagramHandler(content))
          }
        }
        .bind(host: "127.0.0.1", port: Int(port)).get()
      let bound = datagrams.localAddress?.port ?? Int(port)
      do {
        let streams = try await ServerBootstrap(group: group)
          .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
          .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
              try channel.pipeline.syncOperations.addHandler(StreamHandler(content))
            }
          }
          .bind(host: "127.0.0.1", port: bound).get()
        return LoopbackNameServer(
          content, [datagrams, streams],
          ServerAddress(IPAddress(ipv4: 0x7f00_0001), port: UInt16(truncatingIfNeeded: bound)))
      } catch {
        try await datagrams.close()
        attempts += 1
        // Somebody else has the TCP port of the number that UDP got.
        guard port == 0, attempts < 10 else { throw error }
      }
    }
  }

  private init(_ content: Content, _ channels: [any Channel], _ address: ServerAddress) {
    self.content = content
    self.channels = channels
    self.address = address
  }

  /// Answers from `zone` from now on.
  public func setZone(_ zone: ZoneResolver) { content.set(zone) }

  /// Treats queries for `name` so from now on; nil for rightly.
  public func misbehave(_ misbehaviour: Misbehaviour?, for name: DomainName) {
    content.set(misbehaviour, for: name)
  }

  /// How often `question` was asked.
  public func queryCount(_ question: DNSQuestion) -> Int { content.count(question) }

  /// Ends the server. May be called more than once.
  public func stop() async {
    for channel in channels { try? await channel.close() }
  }
}
