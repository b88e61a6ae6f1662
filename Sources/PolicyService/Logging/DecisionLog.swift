internal import SPF

/// Writes the log lines of decisions and of what else happens, in the form that is wanted.
public struct DecisionLog: Sendable {
  private let inForce: InForce<PolicyConfiguration>
  let sink: any LogSink
  /// Who is told of every decision besides, whatever the level is.
  public var observer: (any DecisionObserver)?
  private let now: @Sendable () -> Int64

  /// A log of the form and level of `configuration`. `now` gives milliseconds since 1970, for lines of JSON.
  public init(
    configuration: PolicyConfiguration, sink: some LogSink,
    now: @escaping @Sendable () -> Int64 = { WallTime.milliseconds }
  ) {
    inForce = InForce(configuration)
    self.sink = sink
    self.now = now
  }

  /// Uses `configuration` from now on, in all copies of this log; where the lines go does not change.
  public func use(_ configuration: PolicyConfiguration) {
    inForce.replace(with: configuration)
  }

  private var level: Int { inForce.current.value.logging.level.rawValue }
  private var form: LoggingConfiguration.Form { inForce.current.value.logging.form }

  /// Logs a decision.
  public func record(_ decision: PolicyDecision, of request: PolicyRequest) {
    observer?.observe(decision, of: request)
    let generation = inForce.current
    let level = generation.value.logging.level.rawValue
    if decision.verdict.exemption == .malformedClient, level >= LoggingConfiguration.Level.errors.rawValue {
      var text = Array("client_address is not an IP address: \"".utf8)
      SafeText.append(request.value(.clientAddress).prefix(64), to: &text)
      text.append("\"; not checked")
      recordEvent(.error, text)
    }
    guard level >= LoggingConfiguration.Level.actions.rawValue else { return }
    if generation.value.logging.form.hasJSON {
      sink.write(LogLine(.info, DecisionJSON(decision, request, time: now()).line, style: .json))
    }
    if generation.value.logging.form.hasWords { recordInWords(decision, of: request, generation.value) }
  }

  private func recordInWords(
    _ decision: PolicyDecision, of request: PolicyRequest, _ configuration: PolicyConfiguration
  ) {
    let level = configuration.logging.level.rawValue
    if level >= LoggingConfiguration.Level.results.rawValue, !decision.isRepeated {
      for outcome in [decision.verdict.helo, decision.verdict.mailFrom] {
        guard let outcome else { continue }
        sink.write(LogLine(.info, traditionalResult(outcome, request, configuration)))
      }
    }
    if let withheld = decision.withheld {
      writeTraditional(request) { text in
        switch withheld.reason {
        case .monitoring: text.append("Monitoring only, not answered: ")
        case .quarantine: text.append("Quarantined, not refused: ")
        case .exemption(let exemption):
          text.append("Exempt (")
          SafeText.append(Array(exemption.reason.utf8)[...], to: &text)
          text.append("), not answered: ")
        case .grace(let probability):
          text.append("Grace (the record was probably not followed up, ")
          text.append(decimal: probability)
          text.append(" %), not answered: ")
        }
        withheld.action.append(withheld.text, to: &text)
      }
    }
    if let header = decision.omittedHeader {
      writeTraditional(request) { text in
        text.append("Header field not prepended: ")
        text.append(contentsOf: header)
      }
    } else if decision.action == .perform {
      writeTraditional(request) { text in
        text.append("result_only ")
        decision.appendAction(to: &text)
      }
    } else if let exemption = decision.verdict.exemption, exemption == .authenticated, !decision.isRepeated {
      writeTraditional(request) { text in
        text.append("Not checked: authenticated user ")
        SafeText.append(request.value(.saslUsername).prefix(Words.maximumPathLength), to: &text)
      }
    } else if decision.action != .dunno {
      writeTraditional(request) { decision.appendAction(to: &$0) }
    } else if decision.verdict.isLate, decision.withheld == nil, !decision.isRepeated {
      writeTraditional(request) { $0.append("Not checked in time: dunno") }
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
  private func traditionalResult(
    _ outcome: CheckOutcome, _ request: PolicyRequest, _ configuration: PolicyConfiguration
  ) -> [UInt8] {
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
    Words.appendReceiver(of: request, isHidden: configuration.hidesReceiver, to: &text)
    text.append(" ")
    return text
  }
}
