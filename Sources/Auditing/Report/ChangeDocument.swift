internal import Publishing
internal import Reporting
internal import SPF

/// The part of an audit's JSON form that tells what changed.
struct ChangeDocument: Encodable, Sendable {
  struct Line: Encodable, Sendable {
    let name: String
    let type: String
    let old: Nullable<String>
    let new: Nullable<String>
    let ttl: Nullable<UInt32>
  }

  let domain: String
  let since: String
  let lines: [Line]
  let equal: Nullable<Bool>
  let gained: [String]
  let lost: [String]
  let cachedUntil: Nullable<String>

  init(_ change: RecordStateChange) {
    domain = change.domain.description
    since = CivilTime(change.since).machine
    lines = change.lines.map { line in
      Line(
        name: line.question.name.description, type: line.question.type.description, old: Nullable(line.old),
        new: Nullable(line.new), ttl: Nullable(line.ttl))
    }
    equal = Nullable(change.difference?.isEqual)
    gained = change.difference?.gaining(.pass).prefixes.map(\.description) ?? []
    lost = change.difference?.losing(.pass).prefixes.map(\.description) ?? []
    cachedUntil = Nullable(change.cachedUntil.map { CivilTime($0).machine })
  }
}
