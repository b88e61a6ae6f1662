#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes files.
public enum OutputFile {
  /// Writes `text` into the file at `path`; one that is there is replaced only if `replaces`.
  public static func write(_ text: String, to path: String, replaces: Bool) throws(FileWriteError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replaces ? O_TRUNC : O_EXCL)
    let descriptor = unsafe open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    if let code = DescriptorWriter.write(text, to: descriptor) { throw failure(path, code) }
  }

  /// Replaces the file at `path` by one with `text`, or makes it. Whoever reads it has the old text or the new one at
  /// any time, even if the machine stops; of two who replace it at once one comes last. Its permissions stay, and a
  /// symbolic link stays one.
  public static func replace(_ path: String, with text: String) throws(FileWriteError) {
    let target = resolved(path)
    var status = stat()
    let isThere = unsafe stat(target, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      throw FileWriteError(path: path, reason: "it is no regular file")
    }
    var template = Array("\(target).XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw failure(path, errno) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(FileWriteError) {
      defer { close(descriptor) }
      if let code = DescriptorWriter.write(text, to: descriptor) { throw failure(path, code) }
      let mode = isThere ? status.st_mode & 0o7777 : 0o644
      // The owner first: a change of it takes away the bits for set-user-ID and set-group-ID.
      if isThere { _ = fchown(descriptor, status.st_uid, status.st_gid) }
      guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw failure(path, errno) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, target) == 0 else {
      let error = failure(path, errno)
      unsafe unlink(temporary)
      throw error
    }
  }

  /// Makes a folder for its owner only, if there is none; that it could not be made shows when it is written into.
  public static func makeFolder(_ path: String) {
    _ = unsafe mkdir(path, 0o700)
  }

  /// Where symbolic links lead; `path` itself if there is nothing yet.
  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func failure(_ path: String, _ code: Int32) -> FileWriteError {
    FileWriteError(path: path, reason: unsafe String(cString: strerror(code)))
  }
}
