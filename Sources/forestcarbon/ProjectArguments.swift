import ArgumentParser
import ForestModel
import ForestWorkflow

/// A verb that can run on a project folder: `forestcarbon estimate DIR`.
protocol ProjectCommand: ParsableCommand {
  /// Name of its section in project.yaml; `check` reads that of `estimate`.
  static var section: String { get }
  /// Names that the section may hold.
  static var sectionNames: [String] { get }
  /// Those of them that this verb takes from the section.
  static var takenNames: [String] { get }
  /// The project folder, when one was named.
  var project: String? { get }
}

extension ProjectCommand {
  static var sectionNames: [String] { EstimateCommand.optionNames }
  static var takenNames: [String] { optionNames }

  /// This command with the options of project.yaml before those that were typed, so that typed ones
  /// win. Without a folder it is this command itself.
  func resolved() throws -> Self {
    guard let project else { return self }
    var typed = Array(CommandLine.arguments.dropFirst(2))
    if let place = typed.firstIndex(of: project) { typed.remove(at: place) }
    // A section may hold options that only another verb takes, such as `out` of `estimate` when it
    // is `check` that reads it.
    let stated = try ProjectFolder(project).arguments(
      for: Self.section, known: Self.sectionNames, taken: Self.takenNames)
    return try Self.parse(stated + typed)
  }

  /// `estimate` as the project folder sets it up, for verbs that need its results.
  static func estimate(of project: String) throws -> EstimateRequest {
    let command = try estimateCommand(of: project)
    var request = try command.options.request(command.inventory)
    try ProjectFolder(project).complete(&request)
    return request
  }

  /// How `estimate` runs on the project folder, with the workers and the progress bar of `context`.
  ///
  /// - Parameter errors: as typed: `--on-error` holds for the estimate as well.
  static func estimateContext(
    of project: String, like context: RunContext, _ errors: ErrorOptions
  ) throws -> RunContext {
    let command = try estimateCommand(of: project)
    let policy = try errors.policy(default: try command.errors.policy(default: .stop))
    var own = command.run.context(onError: policy)
    own.command =
      [CommandLine.arguments[0], EstimateCommand.section, project]
      + (errors.onError.map { ["--on-error", $0] } ?? [])
    own.project = project
    own.threads = context.threads
    own.progress = context.progress
    return own
  }

  private static func estimateCommand(of project: String) throws -> EstimateCommand {
    let names = EstimateCommand.optionNames
    return try EstimateCommand.parse(
      try ProjectFolder(project).arguments(
        for: EstimateCommand.section, known: names, taken: names))
  }

  /// Long names of all options, from the parser's own description.
  static var optionNames: [String] {
    let help = helpMessage(includeHidden: true, columns: 10_000)
    var names: [String] = []
    for word in help.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") })
    where word.hasPrefix("--") && !["--help", "--version", "--json"].contains(word)
      && !names.contains(String(word.dropFirst(2)))
    {
      names.append(String(word.dropFirst(2)))
    }
    return names
  }
}
