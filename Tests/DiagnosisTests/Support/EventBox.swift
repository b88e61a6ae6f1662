import Diagnosis

/// Holds the collector for the reader's closure.
final class EventBox {
  var collector = IncidentCollector()
}
