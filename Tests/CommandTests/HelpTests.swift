import TestSupport
import Testing

@Suite("Help")
struct HelpTests {
  @Test(
    "every verb explains itself in both languages, with an example",
    arguments: [
      "estimate", "biomass", "zonal", "check", "init", "allometry", "stock-change", "quality",
      "risk", "change", "run", "verify", "compare", "classes", "export",
    ])
  func verbs(verb: String) throws {
    let english = try ToolRun([verb, "--help"])
    #expect(english.exitCode == 0 && english.errors.isEmpty)
    #expect(english.output.contains("Example:\n  forestcarbon \(verb) "))
    // Examples can be copied: no line of them was broken by the width of the terminal, which would
    // leave an option at its end.
    for line in english.output.split(separator: "\n") where line.hasPrefix("  forestcarbon ") {
      let last = line.split(separator: " ").last ?? ""
      #expect(!last.hasPrefix("--"), "\(line)")
    }
    let vietnamese = try ToolRun([verb, "--help", "--lang", "vi"])
    #expect(vietnamese.output.contains("Ví dụ:\n  forestcarbon \(verb) "))
    #expect(!vietnamese.output.contains("Example:"))
  }

  @Test("version, completions")
  func extras() throws {
    #expect(try ToolRun(["--version"]).output == "0.1.0\n")
    for shell in ["bash", "zsh", "fish"] {
      let script = try ToolRun(["--generate-completion-script", shell])
      #expect(script.exitCode == 0 && script.output.contains("stratum-raster"))
    }
  }

  @Test("no words that promise what an estimate cannot")
  func words() throws {
    for verb in ["estimate", "biomass", "zonal", "check", "init"] {
      for language in ["en", "vi"] {
        let text = try ToolRun([verb, "--help", "--lang", language]).output.lowercased()
        for word in ["credits issued", "certified", "guaranteed"] {
          #expect(!text.contains(word))
        }
      }
    }
  }
}
