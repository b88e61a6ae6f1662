internal import DNS
internal import SPF
internal import Synchronization

/// Zone data that can be exchanged while a server runs, and how the server misbehaves.
final class ServedContent: Sendable {
  private struct State {
    var zone: ZoneResolver
    var misbehaviour: [DomainName: Misbehaviour] = [:]
    var misbehaviourForAll: Misbehaviour?
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

  func setForAll(_ misbehaviour: Misbehaviour?) {
    state.withLock { $0.misbehaviourForAll = misbehaviour }
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
      return (state.zone, state.misbehaviour[query.name] ?? state.misbehaviourForAll)
    }
    switch misbehaviour {
    case .silence?: return nil
    case .serverFailure?: return ResponseEncoder.empty(query, code: 2)
    case .refusal?: return ResponseEncoder.empty(query, code: 5)
    case .responseCode(let code)?: return ResponseEncoder.empty(query, code: code & 15)
    case .noOptions? where message[11] != 0: return ResponseEncoder.empty(query, code: 1)
    case .truncation? where !isTCP: return ResponseEncoder.empty(query, code: 0, isTruncated: true)
    case .truncationEverywhere?: return ResponseEncoder.empty(query, code: 0, isTruncated: true)
    case .octets(let octets)?: return Array(message.prefix(2)) + octets.dropFirst(2)
    case .brokenRecord?: return ResponseEncoder.broken(query)
    case .truncation?, .noOptions?, .authenticData?, nil: break
    }
    guard let answer = zone.answerAtHand(to: question) else { return nil }
    if case .failure(.timeout) = answer.status { return nil }
    return ResponseEncoder.response(
      query, answer, isAuthentic: misbehaviour == .authenticData,
      limit: isTCP ? 65_535 : min(query.payloadSize, 4096))
  }
}
