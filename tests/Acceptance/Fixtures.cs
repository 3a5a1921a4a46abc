[assembly: AssemblyFixture(typeof(Acceptance.Site))]
