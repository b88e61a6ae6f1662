internal import CPQ

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One connection by libpq. It blocks; it belongs to one thread at a time.
@safe final class PostgreSQLConnection {
  /// How long a server may say nothing: longer than it is told to work on a statement, which only a server that works
  /// keeps to.
  static let patience = Duration.seconds(40)

  private let connection: OpaquePointer
  private let location: String
  private let patience: Duration
  private var isGivenUp = false

  /// Connects to what `target`, a URI or a string of libpq's settings, names. What it does not set has limits here, so
  /// that a server that says nothing is given up.
  init(_ target: String, location: String, patience: Duration = patience) throws(HistoryError) {
    // Later settings go before earlier ones: those of the target come last.
    let settings = [
      ("application_name", "spf"), ("client_encoding", "UTF8"), ("connect_timeout", "5"),
      ("tcp_user_timeout", "10000"), ("keepalives_idle", "30"), ("keepalives_interval", "5"),
      ("keepalives_count", "3"), ("dbname", target),
    ]
    let made = unsafe Self.withPointers(settings.map(\.0)) { keywords in
      unsafe Self.withPointers(settings.map(\.1)) { values in
        unsafe PQconnectdbParams(keywords + [nil], values + [nil], 1)
      }
    }
    guard let made = unsafe made else {
      throw HistoryError(.unreachable, location: location, reason: "there is no memory for a connection")
    }
    unsafe connection = made
    self.location = location
    self.patience = patience
    guard unsafe PQstatus(connection) == CONNECTION_OK else { throw unsafe trouble(nil) }
    // Notices of the server would go to standard error.
    unsafe PQsetNoticeProcessor(connection, { _, _ in }, nil)
    // What blocks within libpq has no limit of time.
    guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw unsafe trouble(nil) }
    try execute("SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET synchronous_commit = on")
  }

  deinit {
    unsafe PQfinish(connection)
  }

  /// Whether it is of no use any more.
  var isBroken: Bool { unsafe isGivenUp || PQstatus(connection) != CONNECTION_OK }

  /// Executes statements without parameters.
  func execute(_ sql: String) throws(HistoryError) {
    guard unsafe PQsendQuery(connection, sql) == 1 else { throw unsafe trouble(nil) }
    _ = try unsafe result(of: answer())
  }

  /// Executes one statement with parameters `$1`, `$2`, …, given as text.
  @discardableResult
  func execute(_ sql: String, _ parameters: [String]) throws(HistoryError) -> PostgreSQLResult {
    let isSent = unsafe Self.withPointers(parameters) {
      unsafe PQsendQueryParams(connection, sql, Int32($0.count), nil, $0, nil, nil, 0)
    }
    guard isSent == 1 else { throw unsafe trouble(nil) }
    return try unsafe result(of: answer())
  }

  /// What the server answers to the statements that were sent: to the last of them, or to the first that failed.
  private func answer() throws(HistoryError) -> OpaquePointer? {
    while true {
      let rest = unsafe PQflush(connection)
      guard rest >= 0 else { throw unsafe trouble(nil) }
      if rest == 0 { break }
      try takeIn(orSend: true)
    }
    var last: OpaquePointer?
    do throws(HistoryError) {
      while true {
        while unsafe PQisBusy(connection) != 0 { try takeIn(orSend: false) }
        guard let next = unsafe PQgetResult(connection) else { return unsafe last }
        unsafe PQclear(last)
        unsafe last = next
      }
    } catch {
      unsafe PQclear(last)
      throw error
    }
  }

  /// Waits until the server has said something, which is read, or until there is room to send.
  private func takeIn(orSend sends: Bool) throws(HistoryError) {
    let events = sends ? POLLIN | POLLOUT : POLLIN
    var item = pollfd(fd: unsafe PQsocket(connection), events: Int16(events), revents: 0)
    let clock = ContinuousClock()
    let end = clock.now + patience
    var count: Int32
    repeat {
      let left = max(clock.now.duration(to: end), .zero)
      count = unsafe poll(&item, 1, Int32(left / .milliseconds(1)))
    } while count < 0 && errno == EINTR
    guard count > 0 else {
      isGivenUp = true
      throw HistoryError(
        .unreachable, location: location, reason: "the server has said nothing for \(patience)")
    }
    guard Int32(item.revents) & ~Int32(POLLOUT) != 0 else { return }
    guard unsafe PQconsumeInput(connection) == 1 else { throw unsafe trouble(nil) }
  }

  /// Calls `body` with texts as C has them.
  private static func withPointers<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies.map { unsafe UnsafePointer($0) })
  }

  /// Calls `body` within a transaction that is committed if `body` gives true.
  func transaction(_ mode: String = "", _ body: () throws(HistoryError) -> Bool) throws(HistoryError) {
    try execute("BEGIN \(mode)")
    do throws(HistoryError) {
      try execute(try body() ? "COMMIT" : "ROLLBACK")
    } catch {
      if !isBroken { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func result(of pointer: OpaquePointer?) throws(HistoryError) -> PostgreSQLResult {
    defer { unsafe PQclear(pointer) }
    switch unsafe PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: break
    default: throw unsafe trouble(pointer)
    }
    let columns = unsafe PQnfields(pointer)
    let rows = (0..<(unsafe PQntuples(pointer))).map { row in
      (0..<columns).map { unsafe String(cString: PQgetvalue(pointer, row, $0)) }
    }
    return PostgreSQLResult(rows: rows, affected: unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0)
  }

  private func trouble(_ result: OpaquePointer?) -> HistoryError {
    var state = ""
    if let field = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))) {
      state = unsafe String(cString: field)
    }
    let said = unsafe String(
      cString: result == nil ? PQerrorMessage(connection) : PQresultErrorMessage(result))
    let reason = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return HistoryError(
      code(ofState: state), location: location, reason: HistoryText.shown(reason.isEmpty ? state : reason))
  }

  /// The kind of trouble by SQLSTATE.
  private func code(ofState state: String) -> HistoryError.Code {
    // What libpq itself says has no state. Then: shut down, or starting up, or no more connections.
    if state.isEmpty || isBroken || state.hasPrefix("57P") || state.hasPrefix("08") || state == "53300" {
      return .unreachable
    }
    if state == "53100" || state == "53200" { return .full }
    if state.hasPrefix("40") || state == "55P03" { return .locked }
    if state.hasPrefix("XX") { return .corrupt }
    return .refused
  }
}
