/// Where a macro-string departs from the grammar of RFC 7208 section 7.1.
struct MacroSyntaxError: Error {
  let code: RecordSyntaxError.Code
  let offset: Int
  let expected: String
  let remedy: String
}
