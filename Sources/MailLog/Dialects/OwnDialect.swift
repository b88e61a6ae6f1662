internal import SPF

/// The JSON lines of our own policy service. The keys are documented in Documentation/policyd-spf.md.
enum OwnDialect {
  /// nil if the object is none of ours.
  static func read(_ object: JSONObject) -> Reading? {
    guard let event = object.text("event"), object["severity"] != nil else { return nil }
    guard event == "decision" else { return .nothing }
    guard let word = object["result"], let result = word.withOctets({ ResultWord.read($0)?.result }) else {
      return .nothing
    }
    var statement = Statement(.action, .spf)
    statement.result = result
    statement.identity = object.text("identity") == "helo" ? .helo : .mailFrom
    statement.client = object.text("client_address").flatMap { IPAddress($0) }
    statement.clientName = object.text("client_name").flatMap { $0 == "unknown" ? nil : $0 }
    statement.helo = object.text("helo_name")
    statement.sender = object["sender"].map { $0.withOctets { $0.field() ?? "" } }
    if let recipient = object.text("recipient") { statement.recipients = [recipient] }
    statement.queueID = object.text("queue_id")
    statement.instance = object.text("instance")
    statement.user = object.text("sasl_username")
    let action = object.text("action") ?? ""
    if action.hasPrefix("5") || action.lowercased().hasPrefix("reject") {
      statement.disposition = .rejected
    } else if action.hasPrefix("4") || action.lowercased().hasPrefix("defer") {
      statement.disposition = .deferred
    } else {
      statement.disposition = .accepted
    }
    statement.isHeld = object.text("quarantined") == "true"
    let text = object["withheld_text"] ?? (statement.disposition == .accepted ? nil : object["text"])
    if let problem = object.text("problem") {
      statement.reason = problem
    } else if let text {
      statement.reason = text.withOctets { ReplyReader.read($0, .action, .spf)?.reason }
    } else if let mechanism = object.text("mechanism") {
      statement.reason = object.text("record_domain").map { "\(mechanism) of \($0)" } ?? mechanism
    }
    return .statement(statement)
  }

  /// The time of the object.
  static func time(_ object: JSONObject, _ reader: inout TimeReader) -> LogTime? {
    object["time"].flatMap { text in text.withOctets { reader.read($0)?.time } }
  }
}
