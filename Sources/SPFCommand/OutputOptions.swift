internal import ArgumentParser
internal import Reporting

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How results are written: options of every command.
struct OutputOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @Option(
    name: .long,
    help: "Colours: auto (on a terminal that is not dumb, and unless NO_COLOR is set), always or never.")
  var color = Color.auto

  var style: TextStyle {
    switch color {
    case .always: TextStyle(isColored: true)
    case .never: .plain
    case .auto:
      TextStyle(
        isColored: isatty(STDOUT_FILENO) == 1 && !Environment.isSet("NO_COLOR")
          && !Environment.isDumbTerminal)
    }
  }
}
