/// All exemptions, for a program.
struct ExemptionsDocument: Encodable, Sendable {
  let exemptions: [ExemptionDocument]
}
