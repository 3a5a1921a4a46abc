# One recipe for the gateway and every service: docker build --build-arg SERVICE=Content .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What is restored changes seldom, so it has a layer of its own, which all of them share.
COPY global.json nuget.config Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY gateway/*.csproj gateway/
COPY services/Catalogue/*.csproj services/Catalogue/
COPY services/Contracts/*.csproj services/Contracts/
COPY services/Mail/*.csproj services/Mail/
COPY services/Messaging/*.csproj services/Messaging/
COPY services/Moving/*.csproj services/Moving/
COPY services/ServiceDefaults/*.csproj services/ServiceDefaults/
COPY services/Streams/*.csproj services/Streams/
COPY services/Content/*.csproj services/Content/
COPY services/Progress/*.csproj services/Progress/
COPY services/Notification/*.csproj services/Notification/
RUN for project in gateway services/Content services/Progress services/Notification; \
    do dotnet restore "$project" || exit 1; done

COPY catalogue catalogue
COPY services services
COPY gateway gateway
ARG SERVICE
RUN dotnet publish "$(find gateway services -name "$SERVICE.csproj")" --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app

# A named volume takes over the owner of the folder that it is mounted on.
RUN install --directory --owner="$APP_UID" --group="$APP_UID" /data
COPY --from=build /app .

ARG SERVICE
ENV SERVICE=$SERVICE
USER $APP_UID
EXPOSE 8080

# exec: it is the service, not a shell, that is told to stop.
ENTRYPOINT ["sh", "-c", "exec dotnet $SERVICE.dll"]
