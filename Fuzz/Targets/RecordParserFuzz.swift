import SPF

/// Any octets as a record: parsed or refused with an error inside the record, never a trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecordParser(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do throws(RecordSyntaxError) {
    let record = try SPFRecord(input)
    precondition(record.text == input)
    var end = 0
    for index in record.terms.indices {
      let range = record.terms[index].range
      precondition(range.lowerBound >= end && range.upperBound <= input.count && !range.isEmpty)
      end = range.upperBound
      _ = record.text(ofTerm: index)
    }
    _ = record.reportRequest
    _ = record.description
  } catch {
    precondition(error.offset >= 0 && error.offset <= max(input.count, SPFRecord.maximumLength))
    precondition(error.term.lowerBound <= error.term.upperBound && error.term.upperBound <= input.count)
    precondition(error.description.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    precondition(!error.remedy.isEmpty)
  }
  return 0
}
