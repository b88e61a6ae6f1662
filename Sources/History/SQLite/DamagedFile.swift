internal import Reporting

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A database file that is damaged.
enum DamagedFile {
  /// Renames the file at `path` and what SQLite keeps beside it; gives the new name. `now` is in seconds since 1970.
  static func setAside(_ path: String, location: String, now: Int64) throws(HistoryError) -> String {
    var renamed = "\(path).damaged-\(CivilTime(now).calendar)"
    var attempt = 1
    while FileIdentity(path: renamed) != nil, attempt < 100 {
      renamed = "\(path).damaged-\(CivilTime(now).calendar)-\(attempt)"
      attempt += 1
    }
    guard unsafe rename(path, renamed) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw HistoryError(
        .corrupt, location: location, reason: "it is damaged and cannot be renamed: \(reason)")
    }
    // A log that belongs to the damaged file must not be replayed into the new one.
    for suffix in ["-wal", "-shm"] { _ = unsafe rename(path + suffix, renamed + suffix) }
    return HistoryText.shown(renamed)
  }
}
