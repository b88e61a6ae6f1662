import DNS
import SPF
import TestSupport
import Testing

@Suite struct QuestionDeskTests {
  @Test func endsWithItsTimeWhereNobodyAnswers() async {
    let clock = LeapingClock()
    let desk = QuestionDesk(
      SilentResolver(), limit: 1, patience: .seconds(14), time: .seconds(60), clock: clock)
    for number in 0..<20 {
      let answer = await desk.answer(to: DNSQuestion(name("h\(number).example.com"), .a))
      #expect(answer.status == .failure(.timeout))
    }
    #expect(clock.elapsed == .seconds(60))
    #expect(desk.isOver && desk.unasked == 15)
  }
}
