internal import ArgumentParser

/// Whether DNS is asked beside zone files: an option of the commands that follow what a record refers to.
struct FollowOptions: ParsableArguments {
  @Flag(name: .long, help: "Ask DNS for names that are outside the zone files given.")
  var follow = false

  var outside: OutsideNames { follow ? .asked : .unknown }
}
