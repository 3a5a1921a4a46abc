using Bench;

// A role is one of the processes that are measured. Everything else is for whoever measures.
if (args is [var role, ..] && Roles.All.TryGetValue(role, out var run))
{
    await run(args[1..]);
    return 0;
}

return await new BenchCommand().Invoke(args);
