internal import MailLog
internal import Reporting
internal import SPF

/// The part of an audit's JSON form that a log is the source of.
struct LogDocument: Encodable, Sendable {
  struct Case: Encodable, Sendable {
    let domain: String
    let identity: Identity.Scope
    let statedAddress: Nullable<String>
    let addresses: [String]
    let verdict: RejectionVerdict
    let result: Nullable<SPFResult>
    let reason: Nullable<String>
    let count: Int
    let temporary: Int
    let first: Nullable<String>
    let last: Nullable<String>
    let relays: [String]
    let reply: String
    let file: String
    let line: Int
    let resendCount: Int
    let resend: [Message]
    let repair: Nullable<Repair>
  }

  struct Repair: Encodable, Sendable {
    let since: String
    let before: Nullable<String>
    let cachedUntil: String
    let explained: Int
    let unexplained: Int
  }

  struct Counts: Encodable, Sendable {
    struct Item: Encodable, Sendable {
      let name: String
      let count: Int
    }

    let total: Int
    let names: Int
    let most: [Item]

    init(_ counts: NameCounts) {
      total = counts.total
      names = counts.names
      most = counts.items.map { Item(name: $0.name, count: $0.count) }
    }
  }

  struct Message: Encodable, Sendable {
    let sender: String
    let recipient: String
    let queueID: String
    let time: Nullable<String>
  }

  let cases: [Case]
  let forwarded: Int
  let foreign: Counts
  let named: Counts
  let lines: Int
  let problems: [String]

  init(_ audit: LogAudit) {
    cases = audit.cases.map { item in
      Case(
        domain: item.domain.description, identity: item.scope,
        statedAddress: Nullable(item.statedAddress?.description),
        addresses: item.addresses.map(\.description), verdict: item.verdict,
        result: Nullable(item.outcome?.result), reason: Nullable(item.outcome.map(FindingMaker.reason)),
        count: item.count, temporary: item.temporary, first: Nullable(item.first.map(Self.text)),
        last: Nullable(item.last.map(Self.text)), relays: item.relays, reply: item.reply,
        file: Printable.text(item.position.file), line: item.position.line, resendCount: item.resendCount,
        resend: item.resend.map {
          Message(
            sender: $0.sender, recipient: $0.recipient, queueID: $0.queueID,
            time: Nullable($0.time.map(Self.text)))
        },
        repair: Nullable(
          item.repair.map {
            Repair(
              since: CivilTime($0.since).machine, before: Nullable($0.before.map { CivilTime($0).machine }),
              cachedUntil: CivilTime($0.cachedUntil).machine, explained: $0.explained,
              unexplained: $0.unexplained)
          }))
    }
    forwarded = audit.forwarded
    foreign = Counts(audit.foreign)
    named = Counts(audit.named)
    lines = audit.survey.lines
    problems = audit.problems.map { Printable.text($0.description) }
  }

  /// RFC 3339, with `Z` only if the log gave its zone.
  private static func text(_ time: LogTime) -> String {
    let text = CivilTime(time.seconds).machine
    return time.hasZone ? text : String(text.dropLast())
  }
}
