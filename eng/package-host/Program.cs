// A host that knows the packed files only. It will register the engine as a user does, with a Markdown playbook,
// declare an incident, let its deadlines pass on virtual time, and check what came of it.
// Until the public types exist it only loads each package.
using System.Reflection;

foreach (var name in new[] { "MediMate.Incidents.Abstractions", "MediMate.Incidents", "MediMate.Incidents.Markdown", "MediMate.Incidents.Testing" })
{
    Console.WriteLine(Assembly.Load(new AssemblyName(name)).GetName());
}
