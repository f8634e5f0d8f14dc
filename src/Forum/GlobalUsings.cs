// MediatR has a Unit of its own.
global using Unit = Forum.Domain.Organisation.Unit;
