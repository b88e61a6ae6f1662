internal import GRDB

extension HistoryError {
  /// The error that SQLite reports.
  init(_ error: any Error, location: String) {
    if let error = error as? HistoryError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.refused, location: location, reason: HistoryText.shown("\(error)"))
      return
    }
    let code: Code =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .locked
      case .SQLITE_FULL: .full
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
      // What the file system refuses to write is, as a rule, a limit or a quota.
      case .SQLITE_IOERR: .full
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unreachable
      default: .refused
      }
    self.init(code, location: location, reason: HistoryText.shown(error.message ?? "\(error.resultCode)"))
  }
}
