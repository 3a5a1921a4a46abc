using Bench;
using Bench.Naive;

// dotnet run -c Release --project bench [-- completions [16 64] | latency | burst | stack | shapes]
return args switch
{
    ["naive-progress", ..] => await Run(NaiveProgress.Run(args[1..])),
    ["naive-notification", ..] => await Run(NaiveNotification.Run(args[1..])),
    [] => await Benchmarks.Run(["completions", "latency", "burst", "stack", "shapes"]),
    _ => await Benchmarks.Run(args),
};

static async Task<int> Run(Task service)
{
    await service;
    return 0;
}
