/// Who says what on a line.
struct LineTag {
  var kind: ProgramKind
  var program: Octets
  var process: UInt32
  var message: Octets
}
