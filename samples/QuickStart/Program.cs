using Spectre.Console;

AnsiConsole.MarkupLine("The quick start comes with the first lifecycle.");
