internal import SPF

/// Writes the log lines of decisions and of what else happens, in the form that is wanted.
public struct DecisionLog: Sendable {
  let configuration: PolicyConfiguration
  let sink: any LogSink
  /// Who is told of every decision besides, whatever the level is.
  public var observer: (any DecisionObserver)?
  private let now: @Sendable () -> Int64

  /// A log of the form and level of `configuration`. `now` gives milliseconds since 1970, for lines of JSON.
  public init(
    configuration: PolicyConfiguration, sink: some LogSink,
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    self.configuration = configuration
    self.sink = sink
    self.now = now
  }

  private var level: Int { configuration.logging.level.rawValue }
  private var form: LoggingConfiguration.Form { configuration.logging.form }

  /// Logs a decision.
  public func record(_ decision: PolicyDecision, of request: PolicyRequest) {
    observer?.observe(decision, of: request)
    if decision.verdict.exemption == .malformedClient, level >= LoggingConfiguration.Level.errors.rawValue {
      var text = Array("client_address is not an IP address: \"".utf8)
      SafeText.append(request.value(.clientAddress).prefix(64), to: &text)
      text.append("\"; not checked")
      recordEvent(.error, text)
    }
    guard level >= LoggingConfiguration.Level.actions.rawValue else { return }
    if form.hasJSON {
      sink.write(
        LogLine(.info, DecisionJSON(decision, request, configuration, time: now()).line, style: .json))
    }
    if form.hasWords { recordInWords(decision, of: request) }
  }

  private func recordInWords(_ decision: PolicyDecision, of request: PolicyRequest) {
    if level >= LoggingConfiguration.Level.results.rawValue, !decision.isRepeated {
      for outcome in [decision.verdict.helo, decision.verdict.mailFrom] {
        guard let outcome else { continue }
        sink.write(LogLine(.info, traditionalResult(outcome, request)))
      }
    }
    if let withheld = decision.withheld {
      writeTraditional(request) { text in
        text.append("Monitoring only, not answered: ")
        text.append(withheld.code.words)
        text.append(UInt8(ascii: " "))
        text.append(contentsOf: withheld.text)
      }
    }
    if let header = decision.omittedHeader {
      writeTraditional(request) { text in
        text.append("Header field not prepended: ")
        text.append(contentsOf: header)
      }
    } else if decision.action != .dunno {
      writeTraditional(request) { decision.appendAction(to: &$0) }
    }
  }

  /// Logs something that is no decision. `text` must be safe.
  public func event(_ severity: LogSeverity, _ text: String) {
    guard level >= LoggingConfiguration.Level.errors.rawValue else { return }
    if severity == .info, level < LoggingConfiguration.Level.actions.rawValue { return }
    recordEvent(severity, Array(text.utf8))
  }

  private func recordEvent(_ severity: LogSeverity, _ text: [UInt8]) {
    if form.hasJSON {
      var json = JSONLine(severity: severity, event: "service", time: now())
      json.append("message", text[...])
      sink.write(LogLine(severity, json.finished(), style: .json))
    }
    if form.hasWords {
      var safe: [UInt8] = []
      SafeText.append(text[...], to: &safe)
      sink.write(LogLine(severity, safe))
    }
  }

  private func writeTraditional(_ request: PolicyRequest, _ write: (inout [UInt8]) -> Void) {
    var text: [UInt8] = []
    text.reserveCapacity(400)
    let queueID = request.value(.queueID)
    if !queueID.isEmpty {
      SafeText.append(queueID.prefix(64), to: &text)
      text.append(": ")
    }
    write(&text)
    sink.write(LogLine(.info, text))
  }

  /// The line of one identity, as policyd-spf writes it at debugLevel 2.
  private func traditionalResult(_ outcome: CheckOutcome, _ request: PolicyRequest) -> [UInt8] {
    var text: [UInt8] = []
    text.append(Words.capitalized(outcome.result))
    text.append("; identity=")
    text.append(outcome.identity.scope == .mailFrom ? "mailfrom" : "helo")
    text.append("; client-ip=")
    outcome.client.appendText(to: &text)
    text.append("; helo=")
    Words.appendHelo(outcome, to: &text)
    text.append("; envelope-from=")
    Words.appendSender(of: request, to: &text)
    text.append("; receiver=")
    Words.appendReceiver(of: request, configuration, to: &text)
    text.append(" ")
    return text
  }
}
