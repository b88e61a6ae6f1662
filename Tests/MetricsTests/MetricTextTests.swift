import Testing

@testable import Metrics

@Suite struct MetricTextTests {
  @Test func textOfCountersAndGauges() {
    let text = MetricText.text([
      MetricFamily(.gauge, "spf_connections", "Connections open now.", 3),
      MetricFamily(.counter, "spf_empty_total", "Nothing.", []),
      MetricFamily(
        .counter, "spf_results_total", "Results\nof \\ \"checks\".",
        [
          MetricSample([MetricLabel("identity", "helo"), MetricLabel("result", "pass")], 7),
          MetricSample([MetricLabel("identity", "a\"b\\c\nd"), MetricLabel("result", "fail")], -1),
        ]),
    ])
    #expect(
      text == """
        # HELP spf_connections Connections open now.
        # TYPE spf_connections gauge
        spf_connections 3
        # HELP spf_results_total Results\\nof \\\\ "checks".
        # TYPE spf_results_total counter
        spf_results_total{identity="helo",result="pass"} 7
        spf_results_total{identity="a\\"b\\\\c\\nd",result="fail"} -1

        """)
  }

  @Test func bucketsCountWhatIsNotLonger() {
    var histogram = DurationHistogram()
    histogram.observe(25_000, times: 2)
    histogram.observe(25_001)
    histogram.observe(1_500_000_000)
    histogram.observe(31_000_000_000)
    var other = DurationHistogram()
    other.observe(0)
    histogram.add(other)
    #expect(histogram.count == 6)
    let lines = MetricText.text([
      MetricFamily("spf_request_duration_seconds", "How long.", label: "answer", [("cached", histogram)])
    ]).split(separator: "\n").map(String.init)
    #expect(lines.count == 2 + 20 + 2)
    let name = "spf_request_duration_seconds"
    #expect(lines[2] == "\(name)_bucket{answer=\"cached\",le=\"0.000025\"} 3")
    #expect(lines[3] == "\(name)_bucket{answer=\"cached\",le=\"0.00005\"} 4")
    #expect(lines[16] == "\(name)_bucket{answer=\"cached\",le=\"1\"} 4")
    #expect(lines[17] == "\(name)_bucket{answer=\"cached\",le=\"2.5\"} 5")
    #expect(lines[20] == "\(name)_bucket{answer=\"cached\",le=\"30\"} 5")
    #expect(lines[21] == "\(name)_bucket{answer=\"cached\",le=\"+Inf\"} 6")
    #expect(lines[22] == "\(name)_sum{answer=\"cached\"} 32.500075001")
    #expect(lines[23] == "\(name)_count{answer=\"cached\"} 6")
  }

  @Test(arguments: [
    (0, "0"), (1, "0.000000001"), (1_000_000_000, "1"), (1_500_000_000, "1.5"),
    (10_000_000_010, "10.00000001"),
  ]) func secondsAreExact(nanoseconds: UInt64, text: String) {
    #expect(MetricSample.seconds(nanoseconds) == text)
  }
}
