/// What the files of a log are read into.
protocol LogTaker: AnyObject {
  /// Begins a file; lines are counted from 1 again.
  func begin(file: String)
  /// Tells the first and the last line of the file that begins, if they are known before it is read.
  func expect(firstLine: [UInt8], lastLine: [UInt8])
  /// Reads octets, which need not outlive the call.
  func feed(_ octets: UnsafeRawBufferPointer)
  /// Ends the log.
  func finish()
}

extension MailLogReader: LogTaker {}
